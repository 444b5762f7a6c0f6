import { createHash } from 'node:crypto'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { isOverLimit, readSmallFile } from '#main/core/files/read-small-file.ts'
import { appError } from '#shared/messages/app-error.ts'
import { maxCubeCharacters, parseCube } from '#shared/render-plan/effects/cube-file.ts'

const limitMb = maxCubeCharacters / 1024 / 1024

/** A colour table has no mark of its own that FFmpeg would know. */
export function isColourTable(file: string): boolean {
  return /\.cube$/i.test(file)
}

/** Reads a .cube file to the end, so that one that an asset names can be applied. Throws `file.*`, `colour.*`, `media.empty`, `cancelled`. */
export async function examineColourTable(file: string, signal: AbortSignal): Promise<ProbeReport> {
  const bytes = await readSmallFile(file, limitMb, signal)
  if (bytes.length === 0) throw appError('media.empty', { file })
  if (isOverLimit(bytes, limitMb)) throw appError('colour.not-a-table', { file })
  parseCube(new TextDecoder().decode(bytes), file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { kind: 'lut', sha256, byteLength: bytes.length, interpretation: null, imageSize: null }
}
