import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { appError } from '#shared/messages/app-error.ts'
import { fileError } from './file-error.ts'

export type ContentHash = {
  /** Lower-case hex. */
  readonly sha256: string
  readonly byteLength: number
}

type HashOptions = {
  readonly signal?: AbortSignal | undefined
  /** Fraction read, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

const chunkBytes = 1024 * 1024

/** SHA-256 of a file of any size, a megabyte at a time. Throws `file.*`, `cancelled`. */
export async function hashFile(file: string, { signal, onProgress }: HashOptions = {}): Promise<ContentHash> {
  try {
    const { size } = await requireFile(file)
    const handle = await open(file, 'r')
    try {
      const hash = createHash('sha256')
      const chunk = Buffer.allocUnsafe(chunkBytes)
      let byteLength = 0
      for (;;) {
        signal?.throwIfAborted()
        const { bytesRead } = await handle.read(chunk, 0, chunkBytes, null)
        if (bytesRead === 0) break
        hash.update(chunk.subarray(0, bytesRead))
        byteLength += bytesRead
        onProgress?.(Math.min(1, byteLength / Math.max(1, size)))
      }
      return { sha256: hash.digest('hex'), byteLength }
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw signal?.aborted ? appError('cancelled', {}, { cause: thrown }) : fileError(thrown, { file, action: 'read' })
  }
}

/** Refuses folders, and pipes and devices, whose opening could wait for ever. Throws `file.*`. */
export async function requireFile(file: string): Promise<{ readonly size: number }> {
  try {
    const known = await stat(file)
    if (known.isDirectory()) throw appError('file.not-a-file', { file })
    if (!known.isFile()) throw appError('file.special', { file })
    return { size: known.size }
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'read' })
  }
}
