import { statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FormatContext } from 'node-av/lib'
import { AVERROR_EIO } from 'node-av/constants'
import { requireFile } from '#main/core/files/content-hash.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { requireReadable } from '#main/core/files/require-readable.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { Slices } from '../slices.ts'

/**
 * Tells a disk that went away from the end of a film, given what reading its last packet returned: what was made up to there
 * must not count as all of it. Throws `file.*`.
 */
export async function requireFileEnd(code: number, context: FormatContext, file: string): Promise<void> {
  if (code !== AVERROR_EIO) return
  const { size } = await requireFile(file)
  // Some containers (DV) say the same of a file that is cut short: those were read to their last byte.
  if (context.pbBytes < BigInt(size)) throw deviceFailed(file, 'EIO')
}

/**
 * The same for a film that is sought in. To be called when the file is open; what it returns takes what the last reading returned,
 * and throws `file.*` where that was not the end of the file.
 */
export function watchFileEnd(file: string, slices: Slices): (code: number) => Promise<void> {
  const openedSize = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return async (code) => {
    const size = await sizeNow(file)
    if (size !== null && size < openedSize) throw deviceFailed(file, 'the file has become shorter')
    // Only reading it tells a failed disk from a container that says the same of a film that is cut short.
    if (code === AVERROR_EIO && size !== null) await requireReadable(file, () => slices.pause())
  }
}

/** Null for a file that was moved or deleted: what is open of it is still whole. */
async function sizeNow(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size
  } catch (thrown) {
    const told = fileError(thrown, { file, action: 'read' })
    if (told instanceof AppError && told.code === 'file.not-found') return null
    throw told
  }
}

function deviceFailed(file: string, detail: string): AppError {
  return appError('file.device-failed', { file, detail }, { retryable: true })
}
