import { app, dialog, shell } from 'electron'
import { join } from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { createExportRequest } from '#main/core/export/export-job.ts'
import { nextExportRecord } from '#main/core/export/export-record.ts'
import { safeFileName } from '#main/core/files/file-name.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { completePath } from './complete-path.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `export.${string}`>

type Services = {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly library: Pick<LibraryClient, 'open' | 'readJob' | 'lastExport'>
}

export function createExportHandlers({ grants, jobs, library }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'export.chooseTarget'({ suggestedName, extension }, { window, webContents }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(suggestedName, extension)),
        filters: [{ name: extension === 'mp4' || extension === 'webm' ? 'Video' : 'Package', extensions: [extension] }],
      })
      if (canceled || filePath === '') return { grant: null }
      return { grant: grants.grantWrite(completePath(filePath, extension), webContents.id) }
    },
    async 'export.chooseLibraries'(_, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [{ name: 'H5P', extensions: ['h5p'] }],
      })
      const [file] = filePaths
      return { grant: canceled || file === undefined ? null : await grants.grantRead(file, webContents.id) }
    },
    async 'export.start'({ projectId, revision, grantId, librariesGrantId, note, ...settings }, { webContents }) {
      const outputFile = grants.resolve(grantId, 'write', webContents.id)
      const h5pLibraries = librariesGrantId === null ? null : grants.resolve(librariesGrantId, 'read', webContents.id)
      const opened = await library.open(projectId)
      if (opened.revision !== revision)
        throw appError('export.stale-revision', { saved: opened.revision, wanted: revision }, { retryable: true })
      const isPackage = settings.format !== 'mp4'
      const record = isPackage ? nextExportRecord(opened.document, await library.lastExport(projectId), note) : null
      const { id } = await jobs.enqueue(
        createExportRequest(opened.document, revision, { ...settings, record, h5pLibraries }, outputFile),
      )
      return { jobId: toJobId(id) }
    },
    async 'export.last'({ projectId }) {
      return { record: await library.lastExport(projectId) }
    },
    async 'export.reveal'({ jobId }) {
      const { request, status } = await library.readJob(jobId)
      if (status.state !== 'succeeded' || request.outputFile === null) throw appError('job.unknown', { job: jobId })
      shell.showItemInFolder(request.outputFile)
      return {}
    },
  }
}
