import type { Asset } from '#shared/project/schema/asset.ts'
import type { MediaFile } from '../media/messages.ts'
import { cacheFile, findCached } from './media-cache.ts'

/** What a plan for an export reads: originals where it is known where they lie, and the mended copies of damaged ones. */
export function listSourceFiles(assets: Iterable<Asset>, cacheFolder: string): readonly MediaFile[] {
  return [...assets].flatMap(({ id: assetId, sha256, absolutePath, interpretation }): MediaFile[] => [
    ...(absolutePath === null ? [] : [{ assetId, variant: 'original', path: absolutePath } as const]),
    ...(interpretation?.repaired
      ? [{ assetId, variant: 'repaired', path: cacheFile(cacheFolder, sha256, 'repaired') } as const]
      : []),
  ])
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
