import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Asset } from '#shared/project/schema/asset.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'

/** Pictures and files that are made from an original and can be made again. */
export const cacheKinds = ['poster', 'filmstrip', 'picture', 'waveform', 'proxy', 'repaired'] as const
export type CacheKind = (typeof cacheKinds)[number]

const cacheNames: Readonly<Record<CacheKind, string>> = {
  poster: 'poster.jpg',
  filmstrip: 'filmstrip.jpg',
  picture: 'picture.png',
  waveform: 'waveform.bin',
  proxy: 'proxy.mp4',
  // QuickTime or Matroska inside: readers go by the content.
  repaired: 'repaired.mov',
}

const folderOf = (cacheFolder: string, sha256: string): string => path.join(cacheFolder, sha256.slice(0, 2), sha256)

/** Where what is made from an original lies: one folder for each content, so that two lessons share it. */
export function cacheFile(cacheFolder: string, sha256: string, kind: CacheKind): string {
  return path.join(folderOf(cacheFolder, sha256), cacheNames[kind])
}

/** Where a pass over an original keeps what it has so far. */
export function passFolder(cacheFolder: string, sha256: string): string {
  return path.join(folderOf(cacheFolder, sha256), 'unfinished')
}

/** The cached file, or null where it was not made. */
export async function findCached(
  cacheFolder: string,
  { sha256 }: Pick<Asset, 'sha256'>,
  kind: CacheKind,
): Promise<string | null> {
  const file = cacheFile(cacheFolder, sha256, kind)
  const found = await stat(file).catch(() => null)
  return found?.isFile() === true ? file : null
}

const impossibleFile = (cacheFolder: string, sha256: string, kind: CacheKind): string =>
  `${cacheFile(cacheFolder, sha256, kind)}.impossible`

/** Notes that it cannot be made of this content, so that no other pass over the whole file tries. */
export async function noteImpossible(cacheFolder: string, sha256: string, kind: CacheKind): Promise<void> {
  await writeFileAtomically(impossibleFile(cacheFolder, sha256, kind), '')
}

/** Whether it was tried and cannot be made of this content. */
export async function isImpossible(cacheFolder: string, sha256: string, kind: CacheKind): Promise<boolean> {
  return (await stat(impossibleFile(cacheFolder, sha256, kind)).catch(() => null)) !== null
}
