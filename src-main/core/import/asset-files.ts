import { stat } from 'node:fs/promises'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
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
  /** Learns the assets of a stored lesson, or of an import into it. */
  trust(lessonId: LessonId, assets: Iterable<Asset>): void
  /** What the lesson has, had, or is about to get. */
  ofLesson(lessonId: LessonId): readonly Asset[]
  /** Called after something of a lesson was learned. */
  onLearn(listener: (lessonId: LessonId) => void): void
  /** The asset as it was learned; null for one that never was. */
  find(assetId: AssetId): Asset | null
  /** The document with the paths as they are known here; an asset of unknown content gets none and shows as missing. */
  seal(document: LessonDocument): Promise<LessonDocument>
}

/** What a window may know of an asset; `seal` puts the paths back. */
export function hidePaths(asset: Asset): Asset {
  return { ...asset, absolutePath: null, relativePath: null }
}

const tableOf = (assets: readonly Asset[]): LessonDocument['assets'] =>
  Object.fromEntries(assets.map((asset) => [asset.id, asset]))

/** What a window may know of a lesson; `seal` puts the paths back. */
export function withoutPaths(document: LessonDocument): LessonDocument {
  return { ...document, assets: tableOf(Object.values(document.assets).map(hidePaths)) }
}

export function createAssetFiles(library: AssetLookup): AssetFiles {
  const known = new Map<AssetId, Asset>()
  const lessons = new Map<LessonId, Set<AssetId>>()
  const listeners: ((lessonId: LessonId) => void)[] = []

  function learn(lessonId: LessonId, assets: Iterable<Asset>): void {
    const ids = lessons.get(lessonId) ?? new Set()
    lessons.set(lessonId, ids)
    for (const asset of assets) {
      known.set(asset.id, asset)
      ids.add(asset.id)
    }
    for (const listener of listeners) listener(lessonId)
  }

  async function sealAsset(lessonId: LessonId, asset: Asset): Promise<Asset> {
    const trusted = known.get(asset.id)
    if (trusted?.sha256 === asset.sha256) {
      const { absolutePath, relativePath, storage } = trusted
      return { ...asset, absolutePath, relativePath, storage }
    }
    const stored = await library.findAsset(asset.sha256)
    const sealed: Asset = { ...asset, absolutePath: stored?.file ?? null, relativePath: null }
    learn(lessonId, [sealed])
    return sealed
  }

  return {
    trust: learn,
    ofLesson: (lessonId) => [...(lessons.get(lessonId) ?? [])].flatMap((assetId) => known.get(assetId) ?? []),
    onLearn: (listener) => void listeners.push(listener),
    find: (assetId) => known.get(assetId) ?? null,
    async seal(document) {
      const sealed = await Promise.all(Object.values(document.assets).map((asset) => sealAsset(document.id, asset)))
      return { ...document, assets: tableOf(sealed) }
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
