import type { Asset } from '#shared/project/schema/asset.ts'
import type { MediaFile } from '../media/messages.ts'
import { cacheFile, findCached } from './media-cache.ts'
import { readCopyKind } from './read-copy.ts'

/** What a plan for an export reads: originals where it is known where they lie, and the mended or converted copies of others. */
export function listSourceFiles(assets: Iterable<Asset>, cacheFolder: string): readonly MediaFile[] {
  return [...assets].flatMap((asset): MediaFile[] => {
    const { id: assetId, absolutePath, interpretation } = asset
    const kind = readCopyKind(interpretation)
    return [
      ...(absolutePath === null ? [] : [{ assetId, variant: 'original', path: absolutePath } as const]),
      ...(kind === null ? [] : [{ assetId, variant: 'repaired', path: cacheFile(cacheFolder, asset, kind) } as const]),
    ]
  })
}

/** The light copies that are there, which only previews read. */
async function listProxies(assets: Iterable<Asset>, cacheFolder: string): Promise<readonly MediaFile[]> {
  const found = await Promise.all(
    [...assets].map(async (asset): Promise<readonly MediaFile[]> => {
      const path = asset.interpretation?.video ? await findCached(cacheFolder, asset, 'proxy') : null
      return path === null ? [] : [{ assetId: asset.id, variant: 'proxy', path }]
    }),
  )
  return found.flat()
}

/** Everything that a preview reads. */
export async function listMediaFiles(assets: readonly Asset[], cacheFolder: string): Promise<readonly MediaFile[]> {
  return [...listSourceFiles(assets, cacheFolder), ...(await listProxies(assets, cacheFolder))]
}
