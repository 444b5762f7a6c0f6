import type { Caller, MessageChannelEnd, Methods } from './methods.ts'
import { createPeer } from './peer.ts'

/** Electron's `process.parentPort` inside a utility process. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: unknown[] }) => void): void
}

export type ServeOptions = {
  /** Runs before a requested end and after the parent has died: close files, remove temporary ones. */
  readonly onShutdown?: () => Promise<void> | void
}

/** How long the clean-up may take when the process has to end. */
const shutdownMs = 2_000

/**
 * The child's side: answers the parent's calls, under child_process and under Electron's utilityProcess alike.
 * Call it last, when the process is ready for calls. Returns the way to call the parent's handlers.
 */
export function serveProcess<Parent extends Methods = Record<never, never>>(
  handlers: Methods,
  { onShutdown }: ServeOptions = {},
): Caller<Parent> {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(1), shutdownMs).unref()
    peer.abortRunning()
    Promise.resolve(onShutdown?.()).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  const peer = createPeer({ channel: parentChannel(end), handlers, onShutdown: end })
  // Ctrl-C reaches the whole process group; the parent decides what it means and tells us.
  process.on('SIGINT', () => {})
  process.on('SIGHUP', () => {})
  process.once('SIGTERM', end)
  peer.announceReady()
  const call = (method: string, input: unknown, options = {}): Promise<unknown> => peer.call(method, input, options)
  return { call: call as Caller<Parent>['call'] }
}

function parentChannel(onParentGone: () => void): MessageChannelEnd {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort) {
    // Electron itself ends a utility process whose main process has died.
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Electron's port, not a window's
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data, ports }) => listener(data, ports)),
    }
  }
  if (!process.send) throw new Error('This file is the entry of a child process; it does nothing on its own.')
  process.once('disconnect', onParentGone)
  return {
    post(message) {
      if (process.connected) process.send?.(message, undefined, undefined, () => {})
    },
    onMessage: (listener) => void process.on('message', (message) => listener(message, [])),
  }
}
