import { appError } from '#shared/messages/app-error.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { createPartLessons } from '#main/core/split/create-lessons.ts'
import { createSplitRequest } from '#main/core/split/split-job.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `split.${string}`>

type Services = {
  readonly jobs: JobQueue
  readonly library: LibraryClient
  readonly assetFiles: Pick<AssetFiles, 'ofLesson' | 'trust'>
  readonly posters: Pick<LessonPosters, 'follow'>
  readonly log: (thrown: unknown) => void
}

export function createSplitHandlers({ jobs, library, assetFiles, posters, log }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'split.analyse'({ projectId, assetId, scenes }) {
      const asset = assetFiles.ofLesson(projectId).find(({ id }) => id === assetId)
      if (!asset) throw appError('media.asset-missing', { assetId })
      const { id } = await jobs.enqueue(createSplitRequest(projectId, asset, scenes))
      return { jobId: toJobId(id) }
    },
    async 'split.create'(order) {
      const projectIds = await createPartLessons(order, {
        library,
        assetsOf: assetFiles.ofLesson,
        async onCreate(document) {
          assetFiles.trust(document.id, Object.values(document.assets))
          // The lesson is stored: a card without its picture is no reason to take it back.
          await posters.follow(document).catch(log)
        },
      })
      return { projectIds }
    },
  }
}
