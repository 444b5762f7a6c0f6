import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Reply } from '#shared/ipc/channel.ts'
import { channelNames, grantDroppedChannel } from '#shared/ipc/channel-names.ts'

export type AnswerCall = (event: IpcMainInvokeEvent, input: unknown) => Promise<Reply>

/** By the name of their channel. */
export type Calls = ReadonlyMap<string, AnswerCall>

/** The channels are there before what answers on them: the window may ask while that is still read. */
export function serveChannels(calls: Promise<Calls>): void {
  for (const name of [...channelNames, grantDroppedChannel])
    ipcMain.handle(name, async (event, input: unknown) => (await calls).get(name)?.(event, input))
}
