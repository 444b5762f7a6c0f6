import { dialog } from 'electron'
import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { basename } from 'node:path'
import { parseCaptions } from '#main/core/captions-import/parse-captions.ts'
import { requireFile } from '#main/core/files/content-hash.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { createImportRequest } from '#main/core/import/import-job.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = 'media.chooseFiles' | 'media.import' | 'captions.import'

type Services = { readonly grants: GrantTable; readonly jobs: JobQueue }

const filters = {
  media: [
    {
      name: 'Clips, sounds and pictures',
      extensions: [
        'mp4',
        'mov',
        'm4v',
        'webm',
        'mkv',
        'avi',
        '3gp',
        'mts',
        'mp3',
        'm4a',
        'wav',
        'ogg',
        'flac',
        'png',
        'jpg',
        'jpeg',
        'webp',
      ],
    },
    { name: 'All files', extensions: ['*'] },
  ],
  captions: [
    { name: 'Captions', extensions: ['vtt', 'srt'] },
    { name: 'All files', extensions: ['*'] },
  ],
}

/** One byte more than `parseCaptions` accepts: a film that was chosen by mistake is not read whole. */
const readLimitBytes = 10 * 1024 * 1024 + 1

async function readCaptionFile(file: string): Promise<Buffer> {
  await requireFile(file)
  try {
    return await buffer(createReadStream(file, { end: readLimitBytes - 1 }))
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
}

export function createMediaHandlers({ grants, jobs }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'media.chooseFiles'({ purpose }, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: purpose === 'media' ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: filters[purpose],
      })
      if (canceled) return { grants: [] }
      return { grants: await Promise.all(filePaths.map((path) => grants.grantRead(path, webContents.id))) }
    },
    async 'media.import'({ projectId, grantId }, { webContents }) {
      const file = grants.resolve(grantId, 'read', webContents.id)
      const { id } = await jobs.enqueue(createImportRequest(projectId, file))
      return { jobId: toJobId(id) }
    },
    async 'captions.import'({ grantId }, { webContents }) {
      const file = grants.resolve(grantId, 'read', webContents.id)
      const fileName = basename(file)
      const { cues, report } = parseCaptions(await readCaptionFile(file), fileName)
      return { fileName, cues, report }
    },
  }
}
