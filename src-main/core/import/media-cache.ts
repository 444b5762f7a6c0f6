import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Asset } from '#shared/project/schema/asset.ts'

/** Pictures and files that are made from an original and can be made again. */
export const cacheKinds = ['poster', 'filmstrip', 'picture'] as const
export type CacheKind = (typeof cacheKinds)[number]

const cacheNames: Readonly<Record<CacheKind, string>> = {
  poster: 'poster.jpg',
  filmstrip: 'filmstrip.jpg',
  picture: 'picture.png',
}

/** Where what is made from an original lies: one folder for each content, so that two lessons share it. */
export function cacheFile(cacheFolder: string, sha256: string, kind: CacheKind): string {
  return path.join(cacheFolder, sha256.slice(0, 2), sha256, cacheNames[kind])
}

/** The cached file, or null where it was not made. */
export async function findCached(cacheFolder: string, asset: Asset, kind: CacheKind): Promise<string | null> {
  const file = cacheFile(cacheFolder, asset.sha256, kind)
  const found = await stat(file).catch(() => null)
  return found?.isFile() === true ? file : null
}
