import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { createPreflightRequest } from '#main/core/preflight/preflight-job.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `preflight.${string}`>

type Services = { readonly jobs: JobQueue; readonly library: Pick<LibraryClient, 'open'> }

export function createPreflightHandlers({ jobs, library }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'preflight.measure'({ projectId }) {
      const { document, revision } = await library.open(projectId)
      const { id } = await jobs.enqueue(createPreflightRequest(document, revision))
      return { jobId: toJobId(id) }
    },
  }
}
