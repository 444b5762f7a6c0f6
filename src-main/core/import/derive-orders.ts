import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { isFinal } from '../jobs/job-status.ts'
import { createDeriveRequest, deriveJobKind, findUnmade } from './derive-job.ts'

/** Orders what is missing of assets, each content once at a time. */
export type DeriveOrders = {
  /** The job that makes it; null where nothing is missing, or the original is not known. */
  order(projectId: LessonId, asset: Asset): Promise<string | null>
}

export function createDeriveOrders(jobs: Pick<JobQueue, 'enqueue' | 'onChange'>, cacheFolder: string): DeriveOrders {
  const running = new Map<string, Promise<string>>()
  const contents = new Map<string, string>()
  jobs.onChange(({ id, kind, state }) => {
    const sha256 = kind === deriveJobKind && isFinal(state) ? contents.get(id) : undefined
    if (sha256 === undefined) return
    contents.delete(id)
    running.delete(sha256)
  })

  async function enqueue(projectId: LessonId, asset: Asset): Promise<string> {
    const { id } = await jobs.enqueue(createDeriveRequest(projectId, asset))
    contents.set(id, asset.sha256)
    return id
  }

  return {
    async order(projectId, asset) {
      const known = running.get(asset.sha256)
      if (known) return known
      if (asset.absolutePath === null || (await findUnmade(asset, cacheFolder)).length === 0) return null
      const started = running.get(asset.sha256) ?? enqueue(projectId, asset)
      running.set(asset.sha256, started)
      started.catch(() => running.delete(asset.sha256))
      return started
    },
  }
}
