import { appError } from '#shared/messages/app-error.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { createPartLessons } from '#main/core/split/create-lessons.ts'
import { createSplitRequest, recordingOf } from '#main/core/split/split-job.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `split.${string}`>

type Services = {
  readonly jobs: JobQueue
  readonly library: LibraryClient
  readonly assetFiles: Pick<AssetFiles, 'ofLesson' | 'trust'>
  readonly posters: Pick<LessonPosters, 'follow'>
  readonly splitMedia: Pick<MediaEngine, 'stills'>
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

/** Twice what they are shown at, for dense screens. */
const pictureSidePixels = 160

export function createSplitHandlers({
  jobs,
  library,
  assetFiles,
  posters,
  splitMedia,
  cacheFolder,
  log,
}: Services): Pick<ChannelHandlers, Names> {
  function findAsset(projectId: ProjectId, assetId: AssetId): Asset {
    const asset = assetFiles.ofLesson(projectId).find(({ id }) => id === assetId)
    if (!asset) throw appError('media.asset-missing', { assetId })
    return asset
  }

  return {
    async 'split.analyse'({ projectId, assetId, scenes }) {
      const { id } = await jobs.enqueue(createSplitRequest(projectId, findAsset(projectId, assetId), scenes))
      return { jobId: toJobId(id) }
    },
    async 'split.pictures'({ projectId, assetId, instants }) {
      const recording = recordingOf(findAsset(projectId, assetId), cacheFolder)
      const stills = await splitMedia.stills({ ...recording, instants, maxSidePixels: pictureSidePixels, format: 'jpeg' })
      return { pictures: stills.map(({ data }) => data) }
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
        log,
      })
      return { projectIds }
    },
  }
}
