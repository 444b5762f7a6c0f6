import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { crc32, deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import type { ExpectedEntry } from './check-package.ts'

/** Writes a zip entry by entry; one is on its way to the disk before the next is taken, so that memory holds no more than one. */
export type ZipWriter = {
  add(path: string, bytes: Buffer): Promise<void>
  /** Ends the file. What was written, in order. */
  end(): Promise<readonly ExpectedEntry[]>
  /** Closes a file that will not be finished, so that it can be removed. */
  abandon(): Promise<void>
}

/** Already compressed: deflating them again costs time and saves nothing. */
const storedExtensions = /\.(mp4|jpe?g|png|gif|webp|avif|woff2|zip|mbz)$/i
/** The one that yazl deflates with. */
const deflateLevel = 6
/** A local header without extra fields (APPNOTE 4.3.7), but its name. */
const headerBytes = 30

/**
 * Any date will do as long as it is always the same. A zip holds local time: the local noon has equal bytes in every
 * time zone.
 */
function entryTime(): Date {
  return new Date(2020, 0, 1, 12, 0, 0)
}

/** Fixed times, UTF-8 names, no directory entries, sizes in front of the data (docs/adr/0403). The file must not exist. */
export function openZipWriter(path: string, signal?: AbortSignal): ZipWriter {
  const zip = new ZipFile()
  const output = createWriteStream(path, { flags: 'wx' })
  let passed = 0
  let wake: (() => void) | null = null
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length
      if (passed >= wanted) wake?.()
      done(null, chunk)
    },
  })
  const written = pipeline([zip.outputStream, count, output], signal ? { signal } : {})
  // The failure is thrown where it is awaited; until then nobody listens.
  written.catch(() => undefined)
  const entries: ExpectedEntry[] = []
  let wanted = 0

  async function waitForBytes(): Promise<void> {
    while (passed < wanted)
      await Promise.race([
        written,
        new Promise<void>((resolve) => {
          wake = resolve
        }),
      ])
  }

  return {
    async add(entryPath, bytes) {
      signal?.throwIfAborted()
      const stored = storedExtensions.test(entryPath)
      const level = stored ? 0 : deflateLevel
      zip.addBuffer(bytes, entryPath, { mtime: entryTime(), mode: 0o100644, compressionLevel: level, forceDosTimestamp: true })
      const size = stored ? bytes.length : deflateRawSync(bytes, { level }).length
      wanted += headerBytes + Buffer.byteLength(entryPath) + size
      entries.push({ path: entryPath, byteLength: bytes.length, crc32: crc32(bytes) })
      await waitForBytes()
      forgetBytes(zip)
    },
    async end() {
      zip.end()
      await written
      return entries
    },
    async abandon() {
      output.destroy()
      await finished(output).catch(() => undefined)
    },
  }
}

/** yazl keeps every entry until the end, and with it the function that wrote its bytes, which holds them. Its types do not tell. */
function forgetBytes(zip: ZipFile): void {
  const { entries } = zip as unknown as { readonly entries: { doFileDataPump: () => void }[] }
  const last = entries.at(-1)
  if (last) last.doFileDataPump = () => undefined
}
