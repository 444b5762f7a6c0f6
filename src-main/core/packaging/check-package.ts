import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { AppError, appError } from '#shared/messages/app-error.ts'

export type ExpectedEntry = { readonly path: string; readonly byteLength: number; readonly crc32: number }

/** Reads a zip from disk and throws `package.damaged` unless it holds exactly the expected files, byte for byte, in order. */
export async function checkPackage(path: string, expected: readonly ExpectedEntry[], signal?: AbortSignal): Promise<void> {
  try {
    await compareEntries(path, expected, signal)
  } catch (cause) {
    if (cause instanceof AppError || signal?.aborted) throw cause
    throw appError('package.damaged', { path: basename(path) }, { cause })
  }
}

async function compareEntries(path: string, expected: readonly ExpectedEntry[], signal: AbortSignal | undefined): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true })
  try {
    let index = 0
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted()
      const wanted = expected[index]
      index += 1
      const matches = wanted?.path === entry.fileName && entry.uncompressedSize === wanted.byteLength
      if (!matches || (await readChecksum(zip, entry)) !== wanted.crc32)
        throw appError('package.damaged', { path: entry.fileName })
    }
    const missing = expected[index]
    if (missing) throw appError('package.damaged', { path: missing.path })
  } finally {
    zip.close()
  }
}

async function readChecksum(zip: ZipFile, entry: Entry): Promise<number> {
  let checksum = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) checksum = crc32(chunk, checksum)
  return checksum
}
