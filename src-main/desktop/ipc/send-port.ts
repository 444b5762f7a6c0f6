import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { randomUUID } from 'node:crypto'
import { portChannel } from '#shared/ipc/channel-names.ts'

/** Gives the window one end of a new channel under the returned id and keeps the other for main. */
export function sendPort(webContents: WebContents): { readonly portId: string; readonly port: MessagePortMain } {
  const { port1, port2 } = new MessageChannelMain()
  const portId = randomUUID()
  webContents.postMessage(portChannel, portId, [port2])
  return { portId, port: port1 }
}
