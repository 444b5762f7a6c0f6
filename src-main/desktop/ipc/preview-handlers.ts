import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { listOriginals } from '#main/core/export/lesson-files.ts'
import type { ProcessHost } from '#main/core/hosts/process-host.ts'
import type { MediaMethods } from '#main/core/media/messages.ts'
import { sendPort } from './send-port.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Services = {
  /** A media process of its own: an export must not make the picture stutter. */
  readonly previewHost: Pick<ProcessHost<MediaMethods>, 'call'>
  readonly assetFiles: AssetFiles
  readonly log: (thrown: unknown) => void
}

/** The window's port leads straight to the media process; main only tells that process where the files lie. */
export function createPreviewHandlers({ previewHost, assetFiles, log }: Services): Pick<ChannelHandlers, 'preview.open'> {
  let previewId: string | null = null

  assetFiles.onLearn(() => {
    if (previewId === null) return
    previewHost.call('updatePreview', { previewId, files: listOriginals(assetFiles.all()) }).catch(log)
  })

  return {
    async 'preview.open'(_project, { webContents }) {
      const { portId, port } = sendPort(webContents)
      previewId = portId
      await previewHost.call('openPreview', { previewId, files: listOriginals(assetFiles.all()) }, { transfer: [port] })
      return { portId }
    },
  }
}
