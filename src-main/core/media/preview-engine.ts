import type { ProcessHost } from '../hosts/process-host.ts'
import type { MediaMethods, PreviewRequest } from './messages.ts'

/** The media process that serves previews; renders have their own, so that neither waits for the other. */
export type PreviewEngine = {
  /** Hands over one end of a channel to a window. Throws `system.process-*`. */
  open(request: PreviewRequest, port: unknown): Promise<void>
  /** Where the assets of a preview lie now. */
  update(request: PreviewRequest): Promise<void>
  /** The process ended and with it every preview; the window opens its own again. Returns the way to stop listening. */
  onCrash(listener: () => void): () => void
  close(): Promise<void>
}

export function createPreviewEngine(host: ProcessHost<MediaMethods>): PreviewEngine {
  return {
    open: async (request, port) => void (await host.call('openPreview', request, { transfer: [port] })),
    update: async (request) => void (await host.call('updatePreview', request)),
    onCrash: (listener) => host.onCrash(listener),
    close: () => host.close(),
  }
}
