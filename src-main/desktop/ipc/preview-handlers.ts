import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { listOriginals } from '#main/core/export/lesson-files.ts'
import type { ProcessHost } from '#main/core/hosts/process-host.ts'
import type { MediaMethods } from '#main/core/media/messages.ts'
import { sendPort } from './send-port.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Services = {
  /** A media process of its own: an export must not make the picture stutter. */
  readonly previewHost: Pick<ProcessHost<MediaMethods>, 'call'>
  readonly assetFiles: Pick<AssetFiles, 'ofLesson' | 'onLearn'>
  readonly log: (thrown: unknown) => void
}

/** The window's port leads straight to the media process; main only tells that process where the files of the lesson lie. */
export function createPreviewHandlers({ previewHost, assetFiles, log }: Services): Pick<ChannelHandlers, 'preview.open'> {
  let open: { readonly previewId: string; readonly projectId: ProjectId } | null = null

  const filesOf = (projectId: ProjectId) => listOriginals(assetFiles.ofLesson(projectId))

  assetFiles.onLearn((lessonId) => {
    if (open?.projectId !== lessonId) return
    previewHost.call('updatePreview', { previewId: open.previewId, files: filesOf(lessonId) }).catch(log)
  })

  return {
    async 'preview.open'({ projectId }, { webContents }) {
      const { portId, port } = sendPort(webContents)
      open = { previewId: portId, projectId }
      try {
        await previewHost.call('openPreview', { previewId: portId, files: filesOf(projectId) }, { transfer: [port] })
      } catch (thrown) {
        // Nobody would ever listen at the other end of the window's port.
        port.close()
        throw thrown
      }
      return { portId }
    },
  }
}
