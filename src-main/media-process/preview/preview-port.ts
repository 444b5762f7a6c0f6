import type { FromPreviewEngine } from '#shared/ipc/preview-messages.ts'

/** The engine's end of the channel to a window: Electron's MessagePortMain, or a port of Node's in tests. */
export type PreviewPort = {
  post(message: FromPreviewEngine): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}

/** The part of Electron's MessagePortMain that is used here. */
export type MessagePortMainLike = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

export function isMessagePortMain(value: unknown): value is MessagePortMainLike {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'start' in value && 'on' in value
}

export function wrapPort(port: MessagePortMainLike): PreviewPort {
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Electron's port, not a window's
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
    onClose: (listener) => void port.on('close', listener),
  }
}
