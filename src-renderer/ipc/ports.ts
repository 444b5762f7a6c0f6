import { portMessageType } from '#shared/ipc/channel-names.ts'

type Waiter = (port: MessagePort) => void

const arrived = new Map<string, MessagePort>()
const waiters = new Map<string, Waiter>()

function isPortMessage(data: unknown): data is { type: string; portId: string } {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === portMessageType && 'portId' in data
}

function receive(event: MessageEvent): void {
  if (event.source !== window || !isPortMessage(event.data)) return
  const port = event.ports[0]
  if (port === undefined) return
  const waiter = waiters.get(event.data.portId)
  if (waiter === undefined) arrived.set(event.data.portId, port)
  else {
    waiters.delete(event.data.portId)
    waiter(port)
  }
}

// A lesson can also be opened where there is no window, as tests do.
if (typeof window !== 'undefined') window.addEventListener('message', receive)

/** The MessagePort that main announced as `portId`; it may come before or after the reply that names it. */
export function receivePort(portId: string): Promise<MessagePort> {
  const port = arrived.get(portId)
  if (port !== undefined) {
    arrived.delete(portId)
    return Promise.resolve(port)
  }
  return new Promise((resolve) => waiters.set(portId, resolve))
}
