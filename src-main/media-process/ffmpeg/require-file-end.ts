import type { FormatContext } from 'node-av/lib'
import { AVERROR_EIO } from 'node-av/constants'
import { requireFile } from '#main/core/files/content-hash.ts'
import { appError } from '#shared/messages/app-error.ts'

/**
 * Tells a disk that went away from the end of a film, given what reading its last packet returned: what was made up to there
 * must not count as all of it. Throws `file.*`.
 */
export async function requireFileEnd(code: number, context: FormatContext, file: string): Promise<void> {
  if (code !== AVERROR_EIO) return
  const { size } = await requireFile(file)
  // Some containers (DV) say the same of a file that is cut short: those were read to their last byte.
  if (context.pbBytes < BigInt(size)) throw appError('file.device-failed', { file, detail: 'EIO' }, { retryable: true })
}
