import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { assetSchema, type Asset } from '#shared/project/schema/asset.ts'
import { cacheFile } from '../import/media-cache.ts'
import { readCopyKind } from '../import/read-copy.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'

export const splitJobKind = 'split'

const settingsSchema = z.strictObject({ asset: assetSchema, scenes: z.boolean() })

/** Orders a look through a recording for places to cut. */
export function createSplitRequest(projectId: LessonId, asset: Asset, scenes: boolean): JobRequest {
  return {
    kind: splitJobKind,
    title: asset.fileName,
    projectId,
    revision: 0,
    document: null,
    assetHashes: { [asset.id]: asset.sha256 },
    settings: z.json().parse({ asset, scenes }),
    outputFile: null,
  }
}

type Services = {
  readonly media: Pick<MediaEngine, 'analyse'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly cacheFolder: string
}

/** The file of a recording that can be read, and what is known of it. Throws `media.asset-missing`. */
export function recordingOf(asset: Asset, cacheFolder: string): { readonly path: string; readonly report: ProbeReport } {
  const { absolutePath, sha256, interpretation, kind, byteLength, imageSize } = asset
  if (absolutePath === null) throw appError('media.asset-missing', { assetId: asset.id, fileName: asset.fileName })
  const copy = readCopyKind(interpretation)
  const path = copy ? cacheFile(cacheFolder, asset, copy) : absolutePath
  return { path, report: { kind, sha256, byteLength, interpretation, imageSize } }
}

/** Runs them; the result is `{kind: 'split', analysis}`. */
export function createSplitRunner({ media, deriveMedia, cacheFolder }: Services): JobRunner {
  return {
    worker: 'split',
    async run({ request }, { signal, report }) {
      const { asset, scenes } = settingsSchema.parse(request.settings)
      await restoreRepaired([asset], { deriveMedia, cacheFolder }, signal)
      const analysis = await media.analyse(
        { ...recordingOf(asset, cacheFolder), scenes },
        { signal, onProgress: ({ fraction }) => report('analyse', fraction) },
      )
      return z.json().parse({ kind: splitJobKind, analysis })
    },
  }
}
