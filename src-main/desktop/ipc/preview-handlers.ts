import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { listMediaFiles } from '#main/core/import/media-files.ts'
import type { ProcessHost } from '#main/core/hosts/process-host.ts'
import type { PreviewRequest } from '#main/core/media/messages.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import { isFailedStart, type EngineHealth } from '#main/core/media/engine-health.ts'
import { sendPort } from './send-port.ts'
import type { ChannelHandlers, Sender } from './register-channels.ts'

type Services = {
  /** A media process of its own: an export must not make the picture stutter. */
  readonly previewHost: Pick<ProcessHost<MediaMethods>, 'call'>
  readonly engineHealth: EngineHealth
  readonly assetFiles: Pick<AssetFiles, 'ofLesson' | 'onLearn'>
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

/** The window's port leads straight to the media process; main only tells that process where the files of the lesson lie. */
export function createPreviewHandlers({
  previewHost,
  engineHealth,
  assetFiles,
  cacheFolder,
  log,
}: Services): Pick<ChannelHandlers, 'preview.open'> {
  let open: { readonly previewId: string; readonly projectId: ProjectId } | null = null
  /** One update after the other: what was learned last must arrive last. */
  let updated: Promise<unknown> = Promise.resolve()

  const filesOf = (projectId: ProjectId) => listMediaFiles(assetFiles.ofLesson(projectId), cacheFolder)

  async function update(lessonId: ProjectId): Promise<void> {
    const files = await filesOf(lessonId)
    if (open?.projectId === lessonId) await previewHost.call('updatePreview', { previewId: open.previewId, files })
  }

  assetFiles.onLearn((lessonId) => {
    if (open?.projectId === lessonId) updated = updated.then(() => update(lessonId)).catch(log)
  })

  async function openOnce(projectId: ProjectId, { webContents }: Sender): Promise<string> {
    const { portId, port } = sendPort(webContents)
    const request: PreviewRequest = { previewId: portId, files: await filesOf(projectId) }
    open = { previewId: portId, projectId }
    try {
      await previewHost.call('openPreview', request, { transfer: [port] })
    } catch (thrown) {
      // Nobody would ever listen at the other end of the window's port.
      port.close()
      throw thrown
    }
    return portId
  }

  /** Null where it does not start a second time either: its FFmpeg does not load on this machine. */
  async function openAgain(projectId: ProjectId, sender: Sender): Promise<string | null> {
    try {
      return await openOnce(projectId, sender)
    } catch (thrown) {
      if (!isFailedStart(thrown)) throw thrown
      engineHealth.noteFailedStart()
      open = null
      return null
    }
  }

  return {
    async 'preview.open'({ projectId }, sender) {
      if (engineHealth.isOut) return { portId: null }
      try {
        return { portId: await openOnce(projectId, sender) }
      } catch (thrown) {
        // The process ended before it was seen that it had: the call that finds out starts a fresh one.
        if (toErrorData(thrown).code !== 'system.process-crashed' && !isFailedStart(thrown)) throw thrown
        return { portId: await openAgain(projectId, sender) }
      }
    },
  }
}
