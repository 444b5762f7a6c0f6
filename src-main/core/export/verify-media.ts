import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { hashFile } from '../files/content-hash.ts'
import type { MediaFile } from '../media/messages.ts'

type Options = {
  readonly signal: AbortSignal
  /** Fraction of the files, 0 to 1. */
  readonly onProgress?: (fraction: number) => void
}

/**
 * Reads originals again and compares them with the SHA-256 they had when the lesson was frozen (by asset id; without one, a
 * file is not read). Throws `export.media-changed` with all that differ, `file.*`, `cancelled`.
 */
export async function verifyMedia(
  files: readonly MediaFile[],
  frozenHashes: Readonly<Record<string, string>>,
  { signal, onProgress }: Options,
): Promise<void> {
  const changed: string[] = []
  for (const [index, { assetId, variant, path: file }] of files.entries()) {
    const frozen = frozenHashes[assetId]
    if (variant !== 'original' || frozen === undefined) continue
    const progress = (fraction: number): void => onProgress?.((index + fraction) / files.length)
    const { sha256 } = await hashFile(file, { signal, onProgress: progress })
    if (sha256 !== frozen) changed.push(path.basename(file))
  }
  if (changed.length > 0) throw appError('export.media-changed', { names: changed.join(', ') })
}
