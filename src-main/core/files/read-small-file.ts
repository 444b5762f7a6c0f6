import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { appError } from '#shared/messages/app-error.ts'
import { requireFile } from './content-hash.ts'
import { fileError } from './file-error.ts'

const bytesPerMb = 1024 * 1024

/** Whether these are the bytes of a file that `readSmallFile` did not read to its end. */
export function isOverLimit(bytes: Uint8Array, limitMb: number): boolean {
  return bytes.length > limitMb * bytesPerMb
}

/**
 * Reads a file that should be small: of a larger one (a film that was named by mistake) one byte more than the limit, which
 * `isOverLimit` tells. Throws `file.*`, `cancelled`.
 */
export async function readSmallFile(file: string, limitMb: number, signal?: AbortSignal): Promise<Uint8Array> {
  await requireFile(file)
  try {
    return await buffer(createReadStream(file, { end: limitMb * bytesPerMb, ...(signal ? { signal } : {}) }))
  } catch (thrown) {
    throw signal?.aborted ? appError('cancelled', {}, { cause: thrown }) : fileError(thrown, { file, action: 'read' })
  }
}
