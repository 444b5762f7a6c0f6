import { createHash } from 'node:crypto'
import { z } from '#shared/base/zod.ts'

/** Larger ones take more than one request to an S3 store. */
export const mostFileBytes = 5_000_000_000

/** A file as a store knows it: by its content. */
export const storedFileSchema = z
  .strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), byteLength: z.int().nonnegative().max(mostFileBytes) })
  .readonly()
export type StoredFile = z.infer<typeof storedFileSchema>

/** What batches and their workers hand each other files through. What is in it may be deleted whenever no batch runs. */
export type FileStore = {
  /** Fit to be shown. */
  readonly label: string
  /** Brings a file in, unless its content is there. Throws `batch.input-changed`, `workers.store-*`, `file.*`, `cancelled`. */
  put(file: string, stored: StoredFile, signal: AbortSignal): Promise<void>
  /** Writes a file out whole, or not at all. Throws `workers.file-missing`, `workers.file-spoiled`, `workers.store-*`, `file.*`, `cancelled`. */
  fetch(stored: StoredFile, target: string, signal: AbortSignal): Promise<void>
}

/** Passes on what has the content that was promised; throws `wrong` at its end where it has not. */
export async function* checkContent(
  source: AsyncIterable<Uint8Array>,
  { sha256, byteLength }: StoredFile,
  wrong: () => Error,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  let length = 0
  for await (const chunk of source) {
    length += chunk.byteLength
    if (length > byteLength) throw wrong()
    hash.update(chunk)
    yield chunk
  }
  if (length !== byteLength || hash.digest('hex') !== sha256) throw wrong()
}
