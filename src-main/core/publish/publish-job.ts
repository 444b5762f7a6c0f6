import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import { requireFile } from '../files/content-hash.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { SavedPlaces } from './saved-places.ts'

export const publishJobKind = 'publish'

/** No secret is among them: jobs are stored. */
const settingsSchema = z.strictObject({ placeId: z.string(), file: z.string() })

/** Orders a finished file to a saved place. */
export function createPublishRequest(placeId: string, file: string): JobRequest {
  return {
    kind: publishJobKind,
    title: path.basename(file),
    projectId: null,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: { placeId, file } satisfies z.infer<typeof settingsSchema>,
    outputFile: null,
  }
}

/** Runs publish jobs; the result is `{kind: 'publish', place, finishUrl}`. */
export function createPublishRunner(places: SavedPlaces, now: () => number = Date.now): JobRunner {
  return {
    worker: 'publish',
    async run({ request }, { signal, report }) {
      const { placeId, file } = settingsSchema.parse(request.settings)
      const { size } = await requireFile(file).catch((cause: unknown) => {
        throw appError('publish.file-gone', { file }, { cause })
      })
      const publisher = await places.publisherOf(placeId)
      const onProgress = (fraction: number): void => report('publish', fraction)
      const published = await publisher.publish({ file, byteLength: size }, { signal, onProgress })
      await places.notePublished(placeId, now())
      return z.json().parse({ kind: publishJobKind, ...published })
    },
  }
}
