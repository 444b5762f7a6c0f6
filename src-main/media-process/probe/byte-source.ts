import { IOContext } from 'node-av/lib'
import { AVSEEK_SET } from 'node-av/constants'

/** Where FFmpeg gets bytes from, by its own conventions: `AVERROR_*` and `AVSEEK_*`. */
export type ByteSource = {
  /** At most `length` bytes from the current position, or an error. */
  read(length: number): Promise<Buffer | number>
  /** The new position, or below 0. */
  seek(offset: bigint, whence: number): bigint
}

export type OpenBytes = {
  readonly io: IOContext
  /** Once nothing reads from `io` any more. */
  close(): void
}

const bufferBytes = 1024 * 1024
const gone: ByteSource = { read: () => Promise.reject(new Error('closed')), seek: () => -1n }

type Reader = { readonly io: IOContext; source: ByteSource }

/** node-av frees a context but never its buffer: a megabyte would be lost with every file. They keep the process alive. */
const idle: Reader[] = []

/** Lets FFmpeg read a source from its start. */
export async function openBytes(source: ByteSource): Promise<OpenBytes> {
  const reader = idle.pop() ?? createReader()
  const { io } = reader
  reader.source = source
  // A plain seek would stay within the bytes of the file before.
  io.direct = 1
  await io.seek(0n, AVSEEK_SET)
  io.direct = 0
  return {
    io,
    close() {
      reader.source = gone
      // FFmpeg never forgets that reading failed.
      if (io.error === 0) idle.push(reader)
      else io.freeContext()
    },
  }
}

function createReader(): Reader {
  const reader: Reader = { io: new IOContext(), source: gone }
  reader.io.allocContextWithCallbacks(
    bufferBytes,
    0,
    (length) => reader.source.read(length),
    null,
    (offset, whence) => reader.source.seek(offset, whence),
  )
  return reader
}
