import { app, dialog } from 'electron'
import { join } from 'node:path'
import { projectFileEnding } from '#shared/ipc/project-file-ending.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { safeFileName } from '#main/core/files/file-name.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { createPackRequest } from '#main/core/project-file/pack-job.ts'
import { createUnpackRequest } from '#main/core/project-file/unpack-job.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { OpenedFiles } from '../window/opened-files.ts'
import { completePath } from './complete-path.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `projectFiles.${string}`>

type Services = {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly library: Pick<LibraryClient, 'open'>
  readonly openedFiles: Pick<OpenedFiles, 'take'>
  readonly log: (thrown: unknown) => void
}

const filters = [{ name: text.projectFile.fileKind, extensions: [projectFileEnding] }]

export function createProjectFileHandlers({ grants, jobs, library, openedFiles, log }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'projectFiles.save'({ projectId }, { window }) {
      const { document, revision } = await library.open(projectId)
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(document.metadata.title, projectFileEnding)),
        filters,
      })
      if (canceled || filePath === '') return { jobId: null }
      const { id } = await jobs.enqueue(createPackRequest(document, revision, completePath(filePath, projectFileEnding)))
      return { jobId: toJobId(id) }
    },
    async 'projectFiles.choose'(_input, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile', 'multiSelections'],
        filters,
      })
      if (canceled) return { grants: [] }
      return { grants: await Promise.all(filePaths.map((file) => grants.grantRead(file, webContents.id))) }
    },
    async 'projectFiles.waiting'(_input, { webContents }) {
      const asked = await Promise.allSettled(openedFiles.take().map((file) => grants.grantRead(file, webContents.id)))
      // One that is gone by now is not worth the others.
      for (const each of asked) if (each.status === 'rejected') log(each.reason)
      return { grants: asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])) }
    },
    async 'projectFiles.open'({ grantId }, { webContents }) {
      const { id } = await jobs.enqueue(createUnpackRequest(grants.resolve(grantId, 'read', webContents.id)))
      return { jobId: toJobId(id) }
    },
  }
}
