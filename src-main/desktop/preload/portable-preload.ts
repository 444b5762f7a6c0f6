import { ipcRenderer } from 'electron'
import { portChannel, portMessageType } from '#shared/ipc/channel-names.ts'

// All that the hidden window of the portable engine gets: the port of its job.
ipcRenderer.on(portChannel, (event, portId: unknown) => {
  window.postMessage({ type: portMessageType, portId }, location.origin, event.ports)
})
