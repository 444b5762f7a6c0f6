import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appError } from '#shared/messages/app-error.ts'

export type Fingerprint = { readonly sha256: string; readonly byteLength: number }

/** SHA-256 (lower-case hex) and length of a file, read once. */
export async function fingerprint(file: string, signal: AbortSignal): Promise<Fingerprint> {
  const hash = createHash('sha256')
  let byteLength = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      byteLength += chunk.length
    }
  } catch (cause) {
    throw signal.aborted ? appError('cancelled', {}, { cause }) : appError('file.unreadable', { file }, { cause })
  }
  return { sha256: hash.digest('hex'), byteLength }
}
