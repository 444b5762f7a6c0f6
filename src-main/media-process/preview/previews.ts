import type { MediaFile, PreviewRequest } from '#main/core/media/messages.ts'
import { isMessagePortMain, wrapPort } from './preview-port.ts'
import { servePreview, type PreviewSession } from './preview-session.ts'

/** The previews this process serves, by id. */
export type Previews = {
  /** `ports` holds the one port to the window. */
  open(request: PreviewRequest, ports: readonly unknown[]): null
  update(request: PreviewRequest): null
}

type Served = { files: readonly MediaFile[]; readonly session: PreviewSession }

export function createPreviews(threads: number): Previews {
  const served = new Map<string, Served>()
  return {
    open({ previewId, files }, ports) {
      const [port] = ports
      if (!isMessagePortMain(port)) throw new Error('A preview was opened without a port')
      const session = servePreview({ port: wrapPort(port), files: () => served.get(previewId)?.files ?? files, threads })
      served.set(previewId, { files, session })
      port.on('close', () => void served.delete(previewId))
      return null
    },
    update({ previewId, files }) {
      const preview = served.get(previewId)
      if (!preview) return null
      preview.files = files
      preview.session.filesChanged()
      return null
    },
  }
}
