import type { MessagePortMain } from 'electron'
import { basename, dirname, isAbsolute, join } from 'node:path'
import {
  jobResultSchema,
  jobSnapshotSchema,
  type JobId,
  type JobMessage,
  type JobResult,
  type JobSnapshot,
} from '#shared/ipc/areas/jobs.ts'
import { appError } from '#shared/messages/app-error.ts'
import { hidePaths } from '#main/core/import/asset-files.ts'
import { summarizeJob, type JobSummary } from '#main/core/jobs/job.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { sendPort } from './send-port.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `jobs.${string}`>

type Services = { readonly jobs: JobQueue; readonly library: Pick<LibraryClient, 'readJob'> }

export const toJobId = (id: string): JobId => id as JobId

function withoutPath(result: JobResult): JobResult {
  if (result.kind === 'import') return { ...result, asset: hidePaths(result.asset) }
  if (result.kind !== 'publish' || !isAbsolute(result.place)) return result
  // The folder's name is enough to know it by.
  return { ...result, place: join(basename(dirname(result.place)), basename(result.place)) }
}

/** What a window may know of a job: no path but what the sentence of an error names. */
function toSnapshot(job: JobSummary): JobSnapshot {
  const { id, kind, state, stage, fraction, error, result } = job
  const over = state === 'cancelled' || state === 'interrupted'
  return jobSnapshotSchema.parse({
    jobId: id,
    kind,
    state,
    stage,
    fraction,
    result: state === 'succeeded' ? withoutPath(jobResultSchema.parse(result)) : null,
    error: error ?? (over ? appError('cancelled', {}).data : null),
  })
}

export function createJobHandlers({ jobs, library }: Services): Pick<ChannelHandlers, Names> {
  /** A job that is over tells so at once. */
  async function tellEnd(jobId: JobId, port: MessagePortMain): Promise<void> {
    const job = toSnapshot(summarizeJob(await library.readJob(jobId)))
    port.postMessage({ kind: 'snapshot', sequence: 0, job } satisfies JobMessage)
    port.postMessage({ kind: 'final', sequence: 1, job } satisfies JobMessage)
  }

  return {
    async 'jobs.watch'({ jobId }, { webContents }) {
      const { portId, port } = sendPort(webContents)
      const stop = jobs.watch(jobId, ({ kind, sequence, value }) => {
        port.postMessage({ kind, sequence, job: toSnapshot(value) } satisfies JobMessage)
      })
      if (stop === null) await tellEnd(jobId, port)
      else port.on('close', stop)
      port.start()
      return { portId }
    },
    'jobs.cancel'({ jobId }) {
      jobs.cancel(jobId)
      return {}
    },
    async 'jobs.setPaused'({ jobId, paused }) {
      await jobs.setPaused(jobId, paused)
      return {}
    },
  }
}
