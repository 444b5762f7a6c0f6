import { Packet, type CodecContext, type FormatContext, type Frame, type Stream } from 'node-av/lib'
import { AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { watchFileEnd } from '../ffmpeg/require-file-end.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { openDeinterlacer } from './deinterlacer.ts'

/** The pictures of one stream one after the other, whole ones where the film has half ones. */
export type DecodedPictures = {
  /** Puts the next picture into an empty frame; its source instant, or null after the last one. */
  nextInto(frame: Frame): Promise<number | null>
  /** Goes on with the key frame before an instant, as far as the file's index is right. */
  seek(at: number): void
  close(): void
}

export type PictureSource = {
  readonly file: string
  readonly input: PlanInput & { readonly video: PlanVideo }
  readonly maxPixels: number
  readonly threads: number
  readonly slices: Slices
  /** A picture came out of damaged data: parts of it are guesses of the decoder. */
  readonly onDamage: () => void
}

/** Opens a file's pictures. Throws `media.*` where it cannot be read. */
export function openDecodedPictures({ file, input, maxPixels, threads, slices, onDamage }: PictureSource): DecodedPictures {
  const context = openInput(file, maxPixels)
  const opened = openStream(context, input, maxPixels, threads)
  if (!opened) {
    closeInput(context)
    throw appError('media.damaged', { file })
  }
  const { stream, decoder } = opened
  const requireEnd = watchFileEnd(file, slices)
  const { timeBase } = stream
  const packet = new Packet()
  packet.alloc()
  const deinterlacer = input.video.fieldOrder === 'progressive' ? null : openDeinterlacer(input.video, threads)
  let draining = false
  let lastAt: number | null = null

  function receive(frame: Frame): number | null {
    if (decoder.receiveFrameSync(frame) < 0) return null
    if (frame.decodeErrorFlags !== 0) onDamage()
    const at = toTicks(frame.bestEffortTimestamp, timeBase)
    lastAt = at === null ? (lastAt === null ? 0 : lastAt + 1) : at - input.originTicks
    return lastAt
  }

  async function feed(): Promise<void> {
    const code = context.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) return slices.pause()
    if (code < 0) {
      await requireEnd(code)
      draining = true
      return void decoder.sendPacketSync(null)
    }
    // Damaged packets are skipped; the picture before them stands until the next good one.
    if (packet.streamIndex === stream.index) decoder.sendPacketSync(packet)
    packet.unref()
    return slices.pause()
  }

  async function decodeInto(frame: Frame): Promise<number | null> {
    for (;;) {
      const at = receive(frame)
      if (at !== null || draining) return at
      await feed()
    }
  }

  return {
    async nextInto(frame) {
      if (!deinterlacer) return decodeInto(frame)
      for (;;) {
        const whole = deinterlacer.pull(frame)
        if (whole !== false) return whole
        const at = await decodeInto(frame)
        if (at === null) deinterlacer.end()
        else deinterlacer.push(frame, at)
        frame.unref()
      }
    },
    seek(at) {
      const target = fromTicks(ticks(Math.round(at) + input.originTicks), timeBase)
      context.seekFrameSync(stream.index, target, AVSEEK_FLAG_BACKWARD)
      decoder.flushBuffers()
      deinterlacer?.restart()
      draining = false
      lastAt = null
    },
    close() {
      deinterlacer?.restart()
      packet.free()
      decoder.freeContext()
      closeInput(context)
    },
  }
}

/** Before any picture: streams without an index then start at their first byte. */
export const beforeAllTicks = -10 * ticksPerSecond
/** How much earlier to seek where a seek overshot. */
export const seekBackTicks = 3 * ticksPerSecond

function openStream(
  context: FormatContext,
  input: PictureSource['input'],
  maxPixels: number,
  threads: number,
): { stream: Stream; decoder: CodecContext } | null {
  const stream = context.streams[input.video.streamIndex]
  const decoder = stream && openDecoder(stream, maxPixels, threads)
  if (!stream || !decoder) return null
  keepStreams(context, new Set([stream.index]))
  return { stream, decoder }
}
