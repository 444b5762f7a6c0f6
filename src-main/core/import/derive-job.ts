import { z } from '#shared/base/zod.ts'
import { lessonIdSchema, type LessonId } from '#shared/project/ids.ts'
import { assetSchema, type Asset } from '#shared/project/schema/asset.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { requireFile } from '../files/content-hash.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { derivativeKinds, type DeriveRequest } from '../media/derive-messages.ts'
import type { AssetFiles } from './asset-files.ts'
import { makePoster } from './make-poster.ts'
import { cacheFile, cacheVariant, findCached, isImpossible, noteImpossible, passFolder, type CacheKind } from './media-cache.ts'
import { readCopyKind } from './read-copy.ts'

export const deriveJobKind = 'derive'

const settingsSchema = z.strictObject({ asset: assetSchema })

/** Orders light copy, filmstrip and waveform of an asset. */
export function createDeriveRequest(projectId: LessonId, asset: Asset): JobRequest {
  return {
    kind: deriveJobKind,
    title: asset.fileName,
    projectId,
    revision: 0,
    document: null,
    assetHashes: { [asset.id]: asset.sha256 },
    settings: z.json().parse({ asset }),
    outputFile: null,
  }
}

type Services = {
  readonly deriveMedia: DeriveEngine
  readonly media: Pick<MediaEngine, 'stills'>
  readonly library: Pick<LibraryClient, 'putCache'>
  readonly assetFiles: Pick<AssetFiles, 'trust'>
  readonly cacheFolder: string
  /** Where it does not, only mended and converted copies are made. */
  readonly fullEngineLoads: () => Promise<boolean>
}

/** What of an asset is worth having, not there yet and not known to be impossible. */
export async function findUnmade(asset: Asset, cacheFolder: string): Promise<readonly CacheKind[]> {
  const { interpretation } = asset
  if (!interpretation) return []
  const { video, audio } = interpretation
  const copy = readCopyKind(interpretation)
  const wanted: readonly CacheKind[] = [
    ...(copy ? [copy] : []),
    ...(video ? (['poster', 'filmstrip'] as const) : []),
    ...(audio ? (['waveform'] as const) : []),
    ...(video?.needsProxy ? (['proxy'] as const) : []),
  ]
  const found = await Promise.all(
    wanted.map(async (kind) => {
      const isThere = (await findCached(cacheFolder, asset, kind)) !== null
      return isThere || (await isImpossible(cacheFolder, asset, kind)) ? [] : [kind]
    }),
  )
  return found.flat()
}

/** Runs derive jobs, one at a time and behind everything else; the result is `{kind: 'derive', assetId}`. */
export function createDeriveRunner({
  deriveMedia,
  media,
  library,
  assetFiles,
  cacheFolder,
  fullEngineLoads,
}: Services): JobRunner {
  /** Previews look again for what there is of the asset. */
  function finish(request: JobRequest, asset: Asset): { kind: string; assetId: string } {
    const projectId = lessonIdSchema.nullable().parse(request.projectId)
    if (projectId !== null) assetFiles.trust(projectId, [asset])
    return { kind: deriveJobKind, assetId: asset.id }
  }

  /** Of a copy that was just made: there was nothing to take it from before. A film whose picture cannot be taken has none. */
  async function takePoster(asset: Asset, file: string, signal: AbortSignal): Promise<void> {
    const { kind, sha256, byteLength, interpretation, imageSize } = asset
    const report = { kind, sha256, byteLength, interpretation, imageSize }
    const poster = await makePoster(file, report, { media, cacheFolder, signal }).catch((thrown: unknown) => {
      if (signal.aborted || !(thrown instanceof AppError)) throw thrown
      return null
    })
    if (poster) await library.putCache(poster)
  }

  return {
    worker: 'derive',
    async run({ request }, { signal, report }) {
      const { asset } = settingsSchema.parse(request.settings)
      const { sha256, interpretation, absolutePath } = asset
      const unmade = await findUnmade(asset, cacheFolder)
      if (interpretation && unmade.length > 0) {
        if (absolutePath === null) throw appError('media.asset-missing', { assetId: asset.id, fileName: asset.fileName })
        // What is made of another file must not be kept under this one's content, which other lessons share.
        if ((await requireFile(absolutePath)).size !== asset.byteLength)
          throw appError('export.media-changed', { names: asset.fileName })
        const copy = readCopyKind(interpretation)
        const file = copy ? cacheFile(cacheFolder, asset, copy) : absolutePath
        if (copy && unmade.includes(copy))
          await deriveMedia.repair(absolutePath, file, { signal, converts: copy === 'converted' })
        if (copy && unmade.includes(copy) && unmade.includes('poster')) await takePoster(asset, file, signal)
        if (!(await fullEngineLoads())) return finish(request, asset)
        const outputOf = (kind: CacheKind): string | null => (unmade.includes(kind) ? cacheFile(cacheFolder, asset, kind) : null)
        const order: DeriveRequest = {
          path: file,
          sha256,
          interpretation,
          proxyFile: outputOf('proxy'),
          filmstripFile: outputOf('filmstrip'),
          waveformFile: outputOf('waveform'),
          workFolder: passFolder(cacheFolder, asset),
        }
        const onProgress = ({ fraction }: { readonly fraction: number }): void => report('derive', fraction)
        const { made } = await deriveMedia.derive(order, { signal, onProgress })
        const variant = cacheVariant(asset)
        for (const kind of derivativeKinds) {
          const output = outputOf(kind)
          if (output === null) continue
          const found = made.find((each) => each.kind === kind)
          if (found) await library.putCache({ sha256, kind, variant, file: output, byteLength: found.byteLength })
          else await noteImpossible(cacheFolder, asset, kind)
        }
      }
      return finish(request, asset)
    },
  }
}
