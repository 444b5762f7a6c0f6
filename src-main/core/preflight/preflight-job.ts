import { createHash } from 'node:crypto'
import { z } from '#shared/base/zod.ts'
import type { MeasuredMedia } from '#shared/preflight/measured.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { listSourceFiles } from '../import/media-files.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { MeasureRequest } from '../media/preflight-messages.ts'
import { readFileFacts } from './file-facts.ts'

export const preflightJobKind = 'preflight'

/** Lessons whose pictures and sound were looked at, and which need not be again. */
const mostKept = 8

/** Orders a look at all pictures and the sound of a lesson as it is now. */
export function createPreflightRequest(document: LessonDocument, revision: number): JobRequest {
  return {
    kind: preflightJobKind,
    title: document.metadata.title,
    projectId: document.id,
    revision,
    document,
    assetHashes: {},
    settings: {},
    outputFile: null,
  }
}

type Services = {
  readonly media: Pick<MediaEngine, 'measure'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly cacheFolder: string
}

/** Runs them; the result is `{kind: 'preflight', files, media}`, `media` null where there is nothing to look at. */
export function createPreflightRunner({ media, deriveMedia, cacheFolder }: Services): JobRunner {
  const known = new Map<string, MeasuredMedia>()
  return {
    worker: 'split',
    async run({ request }, { signal, report }) {
      const parsed = parseDocument(request.document)
      if (parsed.kind !== 'document') throw new Error('a lesson that was just read cannot be read')
      const { document } = parsed
      const files = await readFileFacts(document)
      if (files.missing.length > 0 || deriveTimeline(document).durationTicks <= 0)
        return z.json().parse({ kind: preflightJobKind, files, media: null })
      await restoreRepaired(Object.values(document.assets), { deriveMedia, cacheFolder }, signal)
      // Brings the raster with it, which takes longer to load than the library to show.
      const { createMeasureRequest } = await import('./measure-request.ts')
      const order = createMeasureRequest(document, listSourceFiles(Object.values(document.assets), cacheFolder))
      const key = keyOf(order, document)
      const measured =
        known.get(key) ?? (await media.measure(order, { signal, onProgress: ({ fraction }) => report('analyse', fraction) }))
      known.delete(key)
      known.set(key, measured)
      for (const old of known.keys()) if (known.size > mostKept) known.delete(old)
      return z.json().parse({ kind: preflightJobKind, files, media: measured })
    },
  }
}

/** Everything that what is measured depends on: how the lesson is put together, and the contents of its files. */
function keyOf({ plan, canvas, overlays }: MeasureRequest, { assets }: LessonDocument): string {
  const contents = Object.values(assets).map(({ id, sha256 }) => [id, sha256])
  return createHash('sha256')
    .update(JSON.stringify([plan, canvas, overlays, contents]))
    .digest('hex')
}
