import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { ProbeReport } from '../media/messages.ts'
import { makePictures } from './make-pictures.ts'

export type ImportServices = {
  readonly media: MediaEngine
  readonly library: Pick<LibraryClient, 'putAsset' | 'putCache'>
  /** For pictures made from originals. */
  readonly cacheFolder: string
}

type ImportContext = {
  readonly signal: AbortSignal
  readonly report: (stage: 'examine' | 'pictures', fraction: number) => void
}

/**
 * Examines a file and makes its poster and filmstrip. The original stays where it is and is never touched; the asset is
 * for the caller to put into a document. Throws `file.*`, `media.*`, `cancelled`.
 */
export async function importMedia(file: string, services: ImportServices, { signal, report }: ImportContext): Promise<Asset> {
  const { media, library, cacheFolder } = services
  report('examine', 0)
  const examined = await media.probe(file, { signal })
  report('pictures', 0.6)
  for (const entry of await makePictures(file, examined, { media, cacheFolder, signal })) await library.putCache(entry)
  const { sha256, byteLength } = examined
  await library.putAsset({ sha256, file, byteLength, storage: 'referenced', missing: false })
  return describeAsset(file, examined)
}

function describeAsset(file: string, examined: ProbeReport): Asset {
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
