import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  channelNames,
  eventNames,
  grantDroppedChannel,
  portChannel,
  portMessageType,
  studioOrigin,
} from '#shared/ipc/channel-names.ts'

const channels: ReadonlySet<string> = new Set(channelNames)
const events: ReadonlySet<string> = new Set(eventNames)

contextBridge.exposeInMainWorld('tidbit', {
  invoke(channel: string, input: unknown): Promise<unknown> {
    if (!channels.has(channel)) return Promise.reject(new Error(`There is no channel "${channel}".`))
    return ipcRenderer.invoke(channel, input)
  },
  grantDropped(files: readonly File[]): Promise<unknown> {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return ipcRenderer.invoke(grantDroppedChannel, { paths })
  },
  listen(event: string, listener: () => void): () => void {
    if (!events.has(event)) throw new Error(`There is no event "${event}".`)
    // The page must not get hold of the IPC event, which leads to the sender.
    const forward = (): void => listener()
    ipcRenderer.on(event, forward)
    return () => void ipcRenderer.removeListener(event, forward)
  },
})

// A MessagePort cannot pass the context bridge; a window message can carry it.
ipcRenderer.on(portChannel, (event, portId: unknown) => {
  window.postMessage({ type: portMessageType, portId }, studioOrigin, event.ports)
})
