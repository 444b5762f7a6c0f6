import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
/** Orders what is missing of assets, each content once at a time. */
export type DeriveOrders = {
  /** The job that makes it; null where nothing is missing, or the original is not known. */
  order(projectId: LessonId, asset: Asset): Promise<string | null>
}
export declare function createDeriveOrders(jobs: Pick<JobQueue, 'enqueue' | 'onChange'>, cacheFolder: string): DeriveOrders
