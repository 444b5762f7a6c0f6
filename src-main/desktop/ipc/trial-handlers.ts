import { dialog } from 'electron'
import { forgetTrials } from '../protocol/trial-protocol.ts'
import type { StoreEvent } from '#main/core/record-store/record-store.ts'
import { createTryRequest, isPrepared, tryFile } from '#main/core/try-platform/try-job.ts'
import type { Trials } from '#main/core/try-platform/trials.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { TrialSource } from '#shared/ipc/areas/trial.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { findRefusals } from '#shared/package/capabilities.ts'
import type { PackageStart } from '#shared/trial/package-kind.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'
import { sendPort } from './send-port.ts'

type Names = Extract<keyof ChannelHandlers, `trial.${string}`>

type Services = {
  readonly trials: Trials
  readonly grants: Pick<GrantTable, 'grantRead' | 'resolve'>
  readonly jobs: Pick<JobQueue, 'enqueue'>
  readonly library: Pick<LibraryClient, 'open' | 'readJob'>
  readonly tryFolder: string
  readonly log: (thrown: unknown) => void
}

const tellStart = ({ title, passMark }: PackageStart) => ({ title, passMark })

const packageEndings = ['zip', 'h5p', 'imscc']

export function createTrialHandlers({ trials, grants, jobs, library, tryFolder, log }: Services): Pick<ChannelHandlers, Names> {
  async function fileOf(source: TrialSource, holderId: number): Promise<string> {
    if (source.kind === 'file') return grants.resolve(source.grantId, 'read', holderId)
    if (source.kind === 'lesson') {
      const { projectId, revision, format } = source.lesson
      return tryFile(tryFolder, { id: projectId }, revision, format)
    }
    const { request, status } = await library.readJob(source.jobId)
    if (status.state !== 'succeeded' || request.outputFile === null) throw appError('job.unknown', { job: source.jobId })
    return request.outputFile
  }

  return {
    async 'trial.choose'(_, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [
          { name: 'Packages', extensions: packageEndings },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      const [file] = filePaths
      return { grant: canceled || file === undefined ? null : await grants.grantRead(file, webContents.id) }
    },
    async 'trial.prepare'({ projectId, revision, format }) {
      const opened = await library.open(projectId)
      if (opened.revision !== revision)
        throw appError('export.stale-revision', { saved: opened.revision, wanted: revision }, { retryable: true })
      const file = tryFile(tryFolder, { id: projectId }, revision, format)
      const refusal = findRefusals(opened.document, format)[0]
      if (refusal) throw new AppError(refusal)
      if (await isPrepared(file)) return { jobId: null }
      const { id } = await jobs.enqueue(createTryRequest(opened.document, revision, file))
      return { jobId: toJobId(id) }
    },
    async 'trial.open'(source, { webContents }) {
      const file = await fileOf(source, webContents.id)
      const { portId, port } = sendPort(webContents)
      const trial = await trials
        .open(file, (event: StoreEvent) => port.postMessage(event))
        .catch((thrown: unknown) => {
          port.close()
          throw thrown
        })
      const { session } = webContents
      port.on(
        'close',
        () =>
          void trial
            .close()
            .then(() => forgetTrials(session, trial.trialId), log)
            .catch(log),
      )
      port.start()
      const { fileName, kind, title, starts, missing, lentFrom } = trial.package
      return {
        trialId: trial.trialId,
        portId,
        fileName,
        kind,
        title,
        starts: starts.map(tellStart),
        missing,
        lentFrom,
      }
    },
    async 'trial.launch'({ trialId, start, fresh }) {
      const trial = trials.find(trialId)
      if (!trial) throw appError('try.over', {})
      const address = trial.launch(start, fresh)
      const begun = trial.package.starts[start]
      return { address, lessonScript: begun ? await trial.package.readLesson(begun) : null }
    },
    async 'trial.lendLibraries'({ trialId }, { window }) {
      const trial = trials.find(trialId)
      if (!trial) throw appError('try.over', {})
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [{ name: 'H5P', extensions: ['h5p'] }],
      })
      const [file] = filePaths
      if (canceled || file === undefined) return null
      await trial.lendLibraries(file)
      const { starts, missing, lentFrom } = trial.package
      return { starts: starts.map(tellStart), missing, lentFrom }
    },
    'trial.setConnection'({ trialId, connection }) {
      const trial = trials.find(trialId)
      if (!trial) throw appError('try.over', {})
      trial.connection = connection
      return {}
    },
  }
}
