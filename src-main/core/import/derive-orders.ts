import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { isFinal } from '../jobs/job-status.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { AssetFiles } from './asset-files.ts'
import { createDeriveRequest, deriveJobKind, findUnmade } from './derive-job.ts'
import { makePoster } from './make-poster.ts'
import { cacheFile, passFolder } from './media-cache.ts'
import { readCopyKind } from './read-copy.ts'

/** Has made what is missing of assets, each content once at a time. */
export type DeriveOrders = {
  /** Makes the poster at once and orders the rest; gives the job that makes it, null where nothing is missing or the original is not known. */
  order(projectId: LessonId, asset: Asset): Promise<string | null>
}

type Services = {
  readonly jobs: Pick<JobQueue, 'enqueue' | 'onChange'>
  readonly media: Pick<MediaEngine, 'stills'>
  readonly library: Pick<LibraryClient, 'putCache'>
  readonly assetFiles: Pick<AssetFiles, 'trust'>
  readonly cacheFolder: string
  /** Where it does not, posters and repaired copies are all that is made. */
  readonly fullEngineLoads: () => Promise<boolean>
  readonly log: (thrown: unknown) => void
}

export function createDeriveOrders({
  jobs,
  media,
  library,
  assetFiles,
  cacheFolder,
  fullEngineLoads,
  log,
}: Services): DeriveOrders {
  const running = new Map<string, Promise<string>>()
  const sources = new Map<string, string>()
  jobs.onChange(({ id, kind, state }) => {
    const source = kind === deriveJobKind && isFinal(state) ? sources.get(id) : undefined
    if (source === undefined) return
    sources.delete(id)
    running.delete(source)
  })

  /** The same for assets of which the same files are made. */
  const sourceOf = (asset: Asset): string => passFolder(cacheFolder, asset)

  async function enqueue(projectId: LessonId, asset: Asset): Promise<string> {
    const { id } = await jobs.enqueue(createDeriveRequest(projectId, asset))
    sources.set(id, sourceOf(asset))
    return id
  }

  /** A film whose picture cannot be taken has no poster; why is told by the job. */
  async function takePoster(projectId: LessonId, asset: Asset, original: string): Promise<void> {
    const { kind, sha256, byteLength, interpretation, imageSize } = asset
    const copy = readCopyKind(interpretation)
    const file = copy ? cacheFile(cacheFolder, asset, copy) : original
    const report = { kind, sha256, byteLength, interpretation, imageSize }
    const poster = await makePoster(file, report, { media, cacheFolder, signal: new AbortController().signal })
    if (!poster) return
    await library.putCache(poster)
    assetFiles.trust(projectId, [asset])
  }

  return {
    async order(projectId, asset) {
      const { absolutePath } = asset
      if (absolutePath === null) return null
      const unmade = await findUnmade(asset, cacheFolder)
      const lacksCopy = unmade.some((kind) => kind === readCopyKind(asset.interpretation))
      // Of a copy that is not there the job takes it.
      if (unmade.includes('poster') && !lacksCopy) await takePoster(projectId, asset, absolutePath).catch(log)
      const ordered = unmade.filter((kind) => kind !== 'poster')
      if (ordered.length === 0 || !(lacksCopy || (await fullEngineLoads()))) return null
      const source = sourceOf(asset)
      const started = running.get(source) ?? enqueue(projectId, asset)
      running.set(source, started)
      started.catch(() => running.delete(source))
      return started
    },
  }
}
