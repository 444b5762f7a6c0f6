import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import { requireFile } from '../files/content-hash.ts'
import type { JobRequest, JobSummary } from '../jobs/job.ts'
import type { JobRunner, JobStore } from '../jobs/job-queue.ts'
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

export type InterruptedUpload = {
  readonly jobId: string
  readonly file: string
  readonly placeId: string
  readonly placeName: string
}

type Stored = Pick<JobStore, 'readJob' | 'updateJob'>

/** Those of the interrupted jobs that can still be sent: the file and the place are there. The others are given up. */
export async function listInterruptedUploads(
  jobs: readonly JobSummary[],
  store: Stored,
  places: Pick<SavedPlaces, 'list'>,
): Promise<readonly InterruptedUpload[]> {
  const known = await places.list()
  const uploads: InterruptedUpload[] = []
  for (const { id, kind } of jobs) {
    if (kind !== publishJobKind) continue
    const { request, status } = await store.readJob(id)
    if (status.state !== 'interrupted') continue
    const { placeId, file } = settingsSchema.parse(request.settings)
    const place = known.find((each) => each.id === placeId)
    const isThere = await requireFile(file).then(
      () => true,
      () => false,
    )
    if (place && isThere) uploads.push({ jobId: id, file, placeId, placeName: place.name })
    else await forgetUpload(id, store)
  }
  return uploads
}

/** The file that an interrupted upload was to send. Throws `job.unknown`. */
export async function interruptedFile(jobId: string, store: Stored): Promise<string> {
  const { request, status } = await store.readJob(jobId)
  if (request.kind !== publishJobKind || status.state !== 'interrupted') throw appError('job.unknown', { job: jobId })
  return settingsSchema.parse(request.settings).file
}

/** An interrupted upload is not offered again. */
export async function forgetUpload(jobId: string, store: Stored): Promise<void> {
  const { request, status } = await store.readJob(jobId)
  if (request.kind !== publishJobKind || status.state !== 'interrupted') return
  await store.updateJob(jobId, { ...status, state: 'cancelled' })
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
