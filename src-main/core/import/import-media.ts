import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { FirstPictureWish, MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'
import { makePoster } from './make-poster.ts'
import { repairMedia } from './repair-media.ts'

export type ImportServices = {
  readonly media: Pick<MediaEngine, 'probe' | 'stills'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly library: Pick<LibraryClient, 'putAsset' | 'putCache'>
  /** For pictures made from originals. */
  readonly cacheFolder: string
}

type ImportContext = {
  readonly signal: AbortSignal
  readonly report: (stage: 'examine' | 'pictures', fraction: number) => void
  readonly firstPicture?: FirstPictureWish | null
}

/**
 * Examines a file and mends a copy of it where it is damaged; what the editor shows of a film is prepared afterwards. The original stays where it is and is never touched; the asset is for the caller to put into a document. Throws
 * `file.*`, `media.*`, `cancelled`.
 */
export async function importMedia(file: string, services: ImportServices, context: ImportContext): Promise<Asset> {
  const { signal, report, firstPicture } = context
  const { media, library, cacheFolder } = services
  report('examine', 0)
  const onProgress = ({ fraction }: { readonly fraction: number }): void => report('examine', fraction * 0.8)
  const probed = await media.probe(file, { signal, onProgress, firstPicture })
  const examined = await repairMedia(file, probed, services, signal)
  report('pictures', 0.8)
  const { sha256, byteLength, interpretation } = examined
  // The poster of a film waits until the film is on screen.
  const poster = interpretation === null ? await makePoster(file, examined, { media, cacheFolder, signal }) : null
  if (poster) await library.putCache(poster)
  await library.putAsset({ sha256, file, byteLength, storage: 'referenced', missing: false })
  return describeAsset(file, examined)
}

/** The record of a file that was just examined. */
export function describeAsset(file: string, examined: ProbeReport): Asset {
  return {
    ...examined,
    id: randomUUID() as AssetId,
    fileName: path.basename(file),
    relativePath: null,
    absolutePath: file,
    storage: 'referenced',
    licence: { spdx: null, attribution: '', sourceUrl: '' },
    consent: { status: 'unknown', note: '', expires: null },
    altText: '',
  }
}
