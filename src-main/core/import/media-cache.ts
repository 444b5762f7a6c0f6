import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '#shared/project/schema/asset.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { isConverted } from './read-copy.ts'

/** Pictures and files that are made from an original and can be made again. */
export const cacheKinds = ['poster', 'filmstrip', 'picture', 'waveform', 'proxy', 'repaired', 'converted'] as const
export type CacheKind = (typeof cacheKinds)[number]

const cacheNames: Readonly<Record<CacheKind, string>> = {
  poster: 'poster.jpg',
  filmstrip: 'filmstrip.jpg',
  picture: 'picture.png',
  waveform: 'waveform.bin',
  proxy: 'proxy.mp4',
  // QuickTime or Matroska inside: readers go by the content.
  repaired: 'repaired.mov',
  converted: 'converted.mp4',
}

/** What cached files are made from; an asset and a `ProbeReport` are one. */
export type CacheSource = { readonly sha256: string; readonly interpretation: { readonly findings: readonly Finding[] } | null }

/** A converted copy has times and pictures of its own: what is made from it lies apart. */
function folderOf(cacheFolder: string, source: CacheSource): string {
  return path.join(cacheFolder, source.sha256.slice(0, 2), source.sha256, cacheVariant(source))
}

/** Where what is made from an original lies: one folder for each content, so that two lessons share it. */
export function cacheFile(cacheFolder: string, source: CacheSource, kind: CacheKind): string {
  return path.join(folderOf(cacheFolder, source), cacheNames[kind])
}

/** What the library calls the source of a cached file, beside its content. */
export function cacheVariant({ interpretation }: CacheSource): string {
  return interpretation && isConverted(interpretation.findings) ? 'converted' : ''
}

/** Where a pass over an original keeps what it has so far. */
export function passFolder(cacheFolder: string, source: CacheSource): string {
  return path.join(folderOf(cacheFolder, source), 'unfinished')
}

/** The cached file, or null where it was not made. */
export async function findCached(cacheFolder: string, source: CacheSource, kind: CacheKind): Promise<string | null> {
  const file = cacheFile(cacheFolder, source, kind)
  const found = await stat(file).catch(() => null)
  return found?.isFile() === true ? file : null
}

const impossibleFile = (cacheFolder: string, source: CacheSource, kind: CacheKind): string =>
  `${cacheFile(cacheFolder, source, kind)}.impossible`

/** Notes that it cannot be made of this content, so that no other pass over the whole file tries. */
export async function noteImpossible(cacheFolder: string, source: CacheSource, kind: CacheKind): Promise<void> {
  await writeFileAtomically(impossibleFile(cacheFolder, source, kind), '')
}

/** Whether it was tried and cannot be made of this content. */
export async function isImpossible(cacheFolder: string, source: CacheSource, kind: CacheKind): Promise<boolean> {
  return (await stat(impossibleFile(cacheFolder, source, kind)).catch(() => null)) !== null
}
