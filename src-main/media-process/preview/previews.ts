import type { MediaFile, PreviewRequest } from '#main/core/media/messages.ts'
import { isMessagePortMain, wrapPort } from './preview-port.ts'
import { servePreview } from './preview-session.ts'

/** The previews this process serves, by id. */
export type Previews = {
  /** `ports` holds the one port to the window. */
  open(request: PreviewRequest, ports: readonly unknown[]): null
  update(request: PreviewRequest): null
}

export function createPreviews(threads: number): Previews {
  const filesById = new Map<string, readonly MediaFile[]>()
  return {
    open({ previewId, files }, ports) {
      const [port] = ports
      if (!isMessagePortMain(port)) throw new Error('A preview was opened without a port')
      filesById.set(previewId, files)
      port.on('close', () => void filesById.delete(previewId))
      servePreview({ port: wrapPort(port), files: () => filesById.get(previewId) ?? [], threads })
      return null
    },
    update({ previewId, files }) {
      if (filesById.has(previewId)) filesById.set(previewId, files)
      return null
    },
  }
}
