import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import type { JobSummary } from '../jobs/job.ts'
import { isFinal } from '../jobs/job-status.ts'

/** The first pictures of films whose imports go on, for as long as they do. */
export type FirstPictures = {
  /** Call with every change of a job's state. */
  follow(job: Pick<JobSummary, 'id' | 'state'>): void
  offer(jobId: string, picture: PreviewPicture): void
  /** Resolves with the picture, or with null once the job is over. */
  wait(jobId: string): Promise<PreviewPicture | null>
}

export function createFirstPictures(): FirstPictures {
  const awaited = new Map<string, PromiseWithResolvers<PreviewPicture | null>>()
  return {
    follow({ id, state }) {
      if (!isFinal(state)) {
        if (!awaited.has(id)) awaited.set(id, Promise.withResolvers())
        return
      }
      awaited.get(id)?.resolve(null)
      awaited.delete(id)
    },
    offer: (jobId, picture) => awaited.get(jobId)?.resolve(picture),
    wait: async (jobId) => (await awaited.get(jobId)?.promise) ?? null,
  }
}
