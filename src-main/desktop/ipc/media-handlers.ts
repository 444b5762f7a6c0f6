import { dialog } from 'electron'
import { basename } from 'node:path'
import { captionExtensions, listAllMediaFiles, mediaExtensions } from '#main/core/files/list-media-files.ts'
import { readSmallFile } from '#main/core/files/read-small-file.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import type { DeriveOrders } from '#main/core/import/derive-orders.ts'
import type { FirstPictures } from '#main/core/import/first-pictures.ts'
import { createImportRequest } from '#main/core/import/import-job.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = 'media.chooseFiles' | 'media.import' | 'media.convert' | 'media.firstPicture' | 'media.prepare' | 'captions.import'

type Services = {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly assetFiles: Pick<AssetFiles, 'ofLesson'>
  readonly deriveOrders: DeriveOrders
  readonly firstPictures: Pick<FirstPictures, 'wait'>
}

const filters = {
  media: [
    {
      name: 'Clips, sounds and pictures',
      extensions: mediaExtensions,
    },
    { name: 'All files', extensions: ['*'] },
  ],
  captions: [
    { name: 'Captions and transcripts', extensions: [...captionExtensions, 'xml', 'txt'] },
    { name: 'All files', extensions: ['*'] },
  ],
}

const dialogProperties = {
  media: ['openFile', 'multiSelections'],
  folder: ['openDirectory', 'multiSelections'],
  original: ['openFile'],
  captions: ['openFile'],
} as const

export function createMediaHandlers(services: Services): Pick<ChannelHandlers, Names> {
  const { grants, jobs, assetFiles, deriveOrders, firstPictures } = services
  return {
    async 'media.chooseFiles'({ purpose }, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: [...dialogProperties[purpose]],
        ...(purpose !== 'folder' && { filters: filters[purpose === 'captions' ? 'captions' : 'media'] }),
      })
      if (canceled) return { grants: [] }
      const files = await listAllMediaFiles(filePaths)
      return { grants: await Promise.all(files.map((path) => grants.grantRead(path, webContents.id))) }
    },
    async 'media.import'({ projectId, grantId, rescue, canvas, assetId }, { webContents }) {
      const file = grants.resolve(grantId, 'read', webContents.id)
      const { id } = await jobs.enqueue(createImportRequest(projectId, file, { rescue, canvas, assetId }))
      return { jobId: toJobId(id) }
    },
    async 'media.convert'({ projectId, assetId }) {
      const asset = assetFiles.ofLesson(projectId).find(({ id }) => id === assetId)
      if (!asset?.absolutePath) throw appError('media.asset-missing', { assetId, fileName: asset?.fileName ?? assetId })
      const { id } = await jobs.enqueue(createImportRequest(projectId, asset.absolutePath, { rescue: true, assetId }))
      return { jobId: toJobId(id) }
    },
    async 'media.firstPicture'({ jobId }) {
      return { picture: await firstPictures.wait(jobId) }
    },
    async 'media.prepare'({ projectId, assetId }) {
      const asset = assetFiles.ofLesson(projectId).find(({ id }) => id === assetId)
      const jobId = asset ? await deriveOrders.order(projectId, asset) : null
      return { jobId: jobId === null ? null : toJobId(jobId) }
    },
    async 'captions.import'({ grantId }, { webContents }) {
      const file = grants.resolve(grantId, 'read', webContents.id)
      const fileName = basename(file)
      // The rules of line breaks and of encodings are not read at the start of the program.
      const { captionLimitMb, parseCaptions } = await import('#main/core/captions-import/parse-captions.ts')
      const { cues, report } = parseCaptions(await readSmallFile(file, captionLimitMb), fileName)
      return { fileName, cues, report }
    },
  }
}
