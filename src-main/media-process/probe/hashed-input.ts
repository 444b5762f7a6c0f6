import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { FormatContext, type Packet } from 'node-av/lib'
import { AVERROR_EIO, AVERROR_EOF, AVSEEK_CUR, AVSEEK_END, AVSEEK_SET, AVSEEK_SIZE } from 'node-av/constants'
import { requireFile, type ContentHash } from '#main/core/files/content-hash.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { appError } from '#shared/messages/app-error.ts'
import { hasNoIndex } from './unfinished-recording.ts'
import { assertPictureSize, inputOptions } from '../ffmpeg/open-input.ts'
import { openBytes } from './byte-source.ts'

/** A file that FFmpeg reads through us, so that the bytes it asks for are hashed on their way and read once. */
export type HashedInput = {
  readonly context: FormatContext
  /** As `readFrameSync`; only in this way, because the reading itself happens in JavaScript. Throws `file.*`. */
  readPacket(packet: Packet): Promise<number>
  /** Reads what FFmpeg did not ask for. Throws `file.*`, `cancelled`. */
  hash(): Promise<ContentHash>
  close(): Promise<void>
}

type Options = {
  readonly maxPixels: number
  readonly signal: AbortSignal
  /** Fraction hashed, 0 to 1. */
  readonly onProgress: (fraction: number) => void
}

const blockBytes = 1024 * 1024
/** Demuxers jump back a little, between sound and picture for instance. */
const keptBlocks = 12
/** A jump ahead by less is filled, so that hashing goes on in order. */
const filledBlocks = 8
/** Of a look somewhere else: at an index at the end, or at the heads of fragments. */
const glanceBytes = 32 * 1024

/** Opens a file as `openInput` does. Throws `file.*`, `media.empty`, `media.not-media`, `media.picture-too-large`. */
export async function openHashedInput(file: string, { maxPixels, signal, onProgress }: Options): Promise<HashedInput> {
  const { size } = await requireFile(file)
  if (size === 0) throw appError('media.empty', { file })
  const handle = await open(file, 'r').catch((thrown: unknown) => {
    throw fileError(thrown, { file, action: 'read' })
  })
  const blocks = createBlocks(handle, size, onProgress)
  /** FFmpeg only hears that reading failed; why is kept for the caller. */
  let failure: unknown = null
  let position = 0

  async function read(length: number): Promise<Buffer | number> {
    if (position >= size || signal.aborted) return AVERROR_EOF
    try {
      const part = await blocks.read(position, length, isOpen)
      if (part.length === 0) return AVERROR_EOF
      position += part.length
      return part
    } catch (thrown) {
      failure ??= fileError(thrown, { file, action: 'read' })
      return AVERROR_EIO
    }
  }

  function seek(offset: bigint, whence: number): bigint {
    if (whence === AVSEEK_SIZE) return BigInt(size)
    const from = whence === AVSEEK_SET ? 0 : whence === AVSEEK_CUR ? position : whence === AVSEEK_END ? size : null
    if (from === null || from + Number(offset) < 0) return -1n
    position = from + Number(offset)
    return BigInt(position)
  }

  const bytes = await openBytes({ read, seek })
  const context = new FormatContext()
  context.allocContext()
  context.pb = bytes.io
  let isOpen = false

  async function close(): Promise<void> {
    if (isOpen) await context.closeInput()
    isOpen = false
    bytes.close()
    await handle.close()
  }

  try {
    using options = inputOptions()
    isOpen = (await context.openInput('', null, options)) >= 0
    if (failure !== null) throw failure
    if (!isOpen) throw appError((await hasNoIndex(handle, size)) ? 'media.no-index' : 'media.not-media', { file })
    assertPictureSize(context, file, maxPixels)
    if ((await context.findStreamInfo()) < 0) throw appError('media.damaged', { file })
    assertPictureSize(context, file, maxPixels)
  } catch (thrown) {
    await close()
    throw signal.aborted ? appError('cancelled', {}, { cause: thrown }) : (failure ?? thrown)
  }
  return {
    context,
    async readPacket(packet) {
      const code = await context.readFrame(packet)
      if (failure !== null) throw failure
      if (signal.aborted) throw appError('cancelled', {})
      return code
    },
    async hash() {
      try {
        return { sha256: await blocks.hash(signal), byteLength: size }
      } catch (thrown) {
        throw signal.aborted ? appError('cancelled', {}, { cause: thrown }) : fileError(thrown, { file, action: 'read' })
      }
    },
    close,
  }
}

type Blocks = {
  /** At most `length` bytes from a position, fewer than that or none at the end. `inOrder`: what lies before will be wanted, too. */
  read(position: number, length: number, inOrder: boolean): Promise<Buffer>
  hash(signal: AbortSignal): Promise<string>
}

/** The file in large pieces, the newest of them kept; hashed in order as they pass. */
function createBlocks(handle: FileHandle, size: number, onProgress: Options['onProgress']): Blocks {
  const count = Math.ceil(size / blockBytes)
  const kept = new Map<number, Buffer>()
  const hash = createHash('sha256')
  let hashed = 0

  /** FFmpeg copies a block before it asks for the next one, so that its memory can be used again. */
  function takeOldest(): Buffer {
    for (const [index, { buffer, byteOffset }] of kept) {
      kept.delete(index)
      return Buffer.from(buffer, byteOffset, blockBytes)
    }
    return Buffer.allocUnsafe(blockBytes)
  }

  async function load(index: number): Promise<Buffer> {
    const known = kept.get(index)
    if (known) return known
    const buffer = kept.size < keptBlocks ? Buffer.allocUnsafe(blockBytes) : takeOldest()
    const length = Math.min(blockBytes, size - index * blockBytes)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, index * blockBytes + filled)
      // Shorter than it was a moment ago.
      if (bytesRead === 0) break
      filled += bytesRead
    }
    const block = buffer.subarray(0, filled)
    kept.set(index, block)
    return block
  }

  async function glance(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length)
    const { bytesRead } = await handle.read(buffer, 0, length, position)
    return buffer.subarray(0, bytesRead)
  }

  async function hashUpTo(index: number): Promise<void> {
    while (hashed <= index && hashed < count) {
      const block = await load(hashed)
      hash.update(block)
      hashed += 1
      onProgress(hashed / count)
    }
  }

  return {
    async read(position, length, inOrder) {
      const index = Math.floor(position / blockBytes)
      if (index === hashed || (inOrder && index > hashed && index - hashed < filledBlocks)) await hashUpTo(index)
      const block = kept.get(index)
      if (!block) return glance(position, Math.min(length, glanceBytes))
      const offset = position - index * blockBytes
      return block.subarray(offset, offset + length)
    },
    async hash(signal) {
      while (hashed < count) {
        signal.throwIfAborted()
        await hashUpTo(hashed)
      }
      return hash.digest('hex')
    },
  }
}
