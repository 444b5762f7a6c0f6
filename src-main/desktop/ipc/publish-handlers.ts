import { dialog, shell } from 'electron'
import { basename } from 'node:path'
import { publishResultSchema } from '#shared/ipc/areas/jobs.ts'
import type { PlaceSummary } from '#shared/ipc/areas/publish.ts'
import type { ParsedInput } from '#shared/ipc/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { JobSummary } from '#main/core/jobs/job.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { parseAddress, scormCloudUrl, type Destination } from '#main/core/publish/destination.ts'
import { createPublishRequest, forgetUpload, interruptedFile, listInterruptedUploads } from '#main/core/publish/publish-job.ts'
import type { SavedPlace, SavedPlaces } from '#main/core/publish/saved-places.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `publish.${string}`>

type Services = {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly library: Pick<LibraryClient, 'readJob' | 'updateJob'>
  readonly interrupted: Promise<readonly JobSummary[]>
  readonly places: SavedPlaces
  readonly secrets: SecretStore
}

type Source = ParsedInput<'publish.start'>['source']
type Added = ParsedInput<'publish.addPlace'>['place']

/** A test that hangs is no help. */
const testLimitMs = 30_000

export function createPublishHandlers({
  grants,
  jobs,
  library,
  interrupted,
  places,
  secrets,
}: Services): Pick<ChannelHandlers, Names> {
  async function summarize({ id, name, destination, lastPublishedAt }: SavedPlace): Promise<PlaceSummary> {
    const where = destination.kind === 'folder' ? basename(destination.folder) : parseAddress(destination.url).host
    return {
      placeId: id,
      name,
      kind: destination.kind,
      where,
      lastPublishedAtMs: lastPublishedAt,
      secret: await secrets.find(id),
    }
  }

  function destinationOf(place: Added, holderId: number): Destination {
    switch (place.kind) {
      case 'folder':
        return { kind: 'folder', folder: grants.resolve(place.grantId, 'write', holderId) }
      case 'moodle':
        return { kind: 'moodle', url: place.url, courseId: place.courseId }
      case 'scormcloud':
        return { kind: 'scormcloud', url: scormCloudUrl, appId: place.appId }
      case 'tus':
        return { kind: 'tus', url: place.url }
    }
  }

  /** The file that an export made, by what this side stored of it. */
  async function exportedFile(jobId: string): Promise<string> {
    const { request, status } = await library.readJob(jobId)
    if (request.kind !== 'export' || status.state !== 'succeeded' || request.outputFile === null)
      throw appError('job.unknown', { job: jobId })
    return request.outputFile
  }

  async function fileOf(source: Source, holderId: number): Promise<string> {
    switch (source.kind) {
      case 'file':
        return grants.resolve(source.grantId, 'read', holderId)
      case 'export':
        return exportedFile(source.jobId)
      case 'interrupted':
        return interruptedFile(source.jobId, library)
    }
  }

  return {
    async 'publish.places'() {
      return { places: await Promise.all((await places.list()).map(summarize)), secretsLast: secrets.lasts() }
    },
    async 'publish.chooseFolder'(_input, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
      const [folder] = filePaths
      if (canceled || folder === undefined) return { folder: null }
      const { grantId, fileName } = grants.grantWrite(folder, webContents.id)
      return { folder: { grantId, name: fileName } }
    },
    async 'publish.addPlace'({ name, place }, { webContents }) {
      const secret = place.kind === 'folder' ? '' : place.secret
      const { id } = await places.add(name, destinationOf(place, webContents.id), secret)
      return { placeId: id }
    },
    async 'publish.replaceSecret'({ placeId, secret }) {
      await places.replaceSecret(placeId, secret)
      return {}
    },
    async 'publish.removePlace'({ placeId }) {
      await places.remove(placeId)
      return {}
    },
    async 'publish.restorePlace'({ placeId }) {
      await places.restore(placeId)
      return {}
    },
    async 'publish.testPlace'({ placeId }) {
      const signal = AbortSignal.timeout(testLimitMs)
      const place = (await places.list()).find(({ id }) => id === placeId)
      await (await places.publisherOf(placeId)).test(signal).catch((cause: unknown) => {
        if (!signal.aborted) throw cause
        throw appError('publish.no-connection', { host: place?.name ?? '', detail: 'ETIMEDOUT' }, { cause })
      })
      return {}
    },
    async 'publish.chooseFile'(_input, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'] })
      const [file] = filePaths
      return { grant: canceled || file === undefined ? null : await grants.grantRead(file, webContents.id) }
    },
    async 'publish.start'({ placeId, source }, { webContents }) {
      const { id } = await jobs.enqueue(createPublishRequest(placeId, await fileOf(source, webContents.id)))
      // It is the new job's now, also where it is sent somewhere else.
      if (source.kind === 'interrupted') await forgetUpload(source.jobId, library)
      return { jobId: toJobId(id) }
    },
    async 'publish.interrupted'() {
      const uploads = await listInterruptedUploads(await interrupted, library, places)
      return {
        uploads: uploads.map(({ jobId, file, ...rest }) => ({ ...rest, jobId: toJobId(jobId), fileName: basename(file) })),
      }
    },
    async 'publish.forget'({ jobId }) {
      await forgetUpload(jobId, library)
      return {}
    },
    async 'publish.openPage'({ jobId }) {
      const { status } = await library.readJob(jobId)
      const result = publishResultSchema.safeParse(status.result)
      if (status.state !== 'succeeded' || !result.success || result.data.finishUrl === null)
        throw appError('job.unknown', { job: jobId })
      await shell.openExternal(parseAddress(result.data.finishUrl).href)
      return {}
    },
  }
}
