import { stat } from 'node:fs/promises'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

/** What the library knows of a file by its content; a `LibraryClient` is one. */
type AssetLookup = {
  findAsset(sha256: string): Promise<{ readonly file: string } | null>
}

/**
 * Where the files of assets lie, by what this side learned itself: from an import, from a stored document or from the
 * library's table. A path in a document that comes from a window is never believed.
 */
export type AssetFiles = {
  /** Learns the assets of an import or of a stored document. */
  trust(assets: Iterable<Asset>): void
  all(): readonly Asset[]
  /** Called after something was learned. */
  onLearn(listener: () => void): void
  /** The asset as it was learned; null for one that never was. */
  find(assetId: AssetId): Asset | null
  /** The document with the paths as they are known here; an asset of unknown content gets none and shows as missing. */
  seal(document: LessonDocument): Promise<LessonDocument>
}

export function createAssetFiles(library: AssetLookup): AssetFiles {
  const known = new Map<AssetId, Asset>()
  const listeners: (() => void)[] = []

  function learn(assets: Iterable<Asset>): void {
    for (const asset of assets) known.set(asset.id, asset)
    for (const listener of listeners) listener()
  }

  async function sealAsset(asset: Asset): Promise<Asset> {
    const trusted = known.get(asset.id)
    if (trusted?.sha256 === asset.sha256) {
      const { absolutePath, relativePath, storage } = trusted
      return { ...asset, absolutePath, relativePath, storage }
    }
    const stored = await library.findAsset(asset.sha256)
    const sealed: Asset = { ...asset, absolutePath: stored?.file ?? null, relativePath: null }
    learn([sealed])
    return sealed
  }

  return {
    trust: learn,
    all: () => [...known.values()],
    onLearn: (listener) => void listeners.push(listener),
    find: (assetId) => known.get(assetId) ?? null,
    async seal(document) {
      const sealed = await Promise.all(Object.values(document.assets).map(sealAsset))
      return { ...document, assets: Object.fromEntries(sealed.map((asset) => [asset.id, asset])) }
    },
  }
}

/** The assets whose file is not there any more, or is not the same size. */
export async function findMissingAssets(assets: Iterable<Asset>): Promise<readonly AssetId[]> {
  const checked = await Promise.all(
    [...assets].map(async (asset) => {
      const found = asset.absolutePath === null ? null : await stat(asset.absolutePath).catch(() => null)
      return found?.isFile() === true && found.size === asset.byteLength ? [] : [asset.id]
    }),
  )
  return checked.flat()
}
