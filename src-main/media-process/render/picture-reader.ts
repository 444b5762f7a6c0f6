import { Frame, Packet, type CodecContext, type FormatContext, type Stream } from 'node-av/lib'
import { AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'

/** Decodes the pictures of one file in order, from any instant on. */
export type PictureReader = {
  /**
   * The picture on screen at a source instant: the nearest one, at most `earlyTicks` before its own time, and never one of
   * `endTicks` or later. It belongs to the reader and lasts until the next call. The first picture stands for what is
   * before it, the last one for what is after it.
   */
  pictureAt(at: Ticks, earlyTicks: number, endTicks: number): Promise<Frame>
  close(): void
}

type Held = { readonly frame: Frame; at: number }

/** Reading forward is cheaper than seeking up to here. */
const longestReadForwardTicks = 2 * ticksPerSecond
/** How much earlier to seek where the first try overshot. */
const seekBackTicks = 3 * ticksPerSecond
/** Before any picture: streams without an index then start at their first byte. */
const beforeAllTicks = -10 * ticksPerSecond

type Options = {
  readonly file: string
  readonly input: PlanInput & { readonly video: PlanVideo }
  readonly maxPixels: number
  readonly threads: number
  readonly slices: Slices
  /** A picture came out of damaged data: parts of it are guesses of the decoder. */
  readonly onDamage: () => void
}

/** Opens a file's pictures. Throws `media.*` where it cannot be read. */
export function openPictureReader({ file, input, maxPixels, threads, slices, onDamage }: Options): PictureReader {
  const context = openInput(file, maxPixels)
  const opened = openStream(context, input, maxPixels, threads)
  if (!opened) {
    closeInput(context)
    throw appError('media.damaged', { file })
  }
  const { stream, decoder } = opened
  const { timeBase } = stream
  const packet = new Packet()
  packet.alloc()
  let [current, next] = [hold(), hold()]
  let [hasCurrent, hasNext] = [false, false]
  let [draining, ended] = [false, false]
  let lastAsked: Ticks | null = null
  let retries: number[] = []

  function seek(at: number): void {
    const target = fromTicks(ticks(Math.round(at) + input.originTicks), timeBase)
    context.seekFrameSync(stream.index, target, AVSEEK_FLAG_BACKWARD)
    decoder.flushBuffers()
    ;[hasCurrent, hasNext, draining, ended] = [false, false, false, false]
  }

  function startAt(at: Ticks): void {
    retries = at > 0 ? [at - seekBackTicks, beforeAllTicks] : []
    // A file just opened stands at its start, which some cannot seek to.
    if (lastAsked !== null || at > 0) seek(at)
  }

  function mustSeek(at: Ticks): boolean {
    if (lastAsked === null) return true
    if (at < lastAsked) return hasCurrent && at < current.at
    return at > lastAsked + longestReadForwardTicks && !ended && !(hasNext && next.at > at)
  }

  function receive(): boolean {
    if (decoder.receiveFrameSync(next.frame) < 0) return false
    if (next.frame.decodeErrorFlags !== 0) onDamage()
    const at = toTicks(next.frame.bestEffortTimestamp, timeBase)
    const after = hasCurrent ? current.at + 1 : 0
    next.at = at === null ? after : at - input.originTicks
    hasNext = true
    return true
  }

  async function decodeNext(): Promise<void> {
    while (!hasNext && !ended) {
      if (receive()) return
      if (draining) {
        ended = true
        return
      }
      const code = context.readFrameSync(packet)
      if (code === AVERROR_EAGAIN) continue
      if (code < 0) {
        draining = true
        decoder.sendPacketSync(null)
      } else {
        // Damaged packets are skipped; the picture before them stands until the next good one.
        if (packet.streamIndex === stream.index) decoder.sendPacketSync(packet)
        packet.unref()
      }
      await slices.pause()
    }
  }

  function advance(): void {
    ;[current, next] = [next, current]
    next.frame.unref()
    ;[hasCurrent, hasNext] = [true, false]
  }

  return {
    async pictureAt(at, earlyTicks, endTicks) {
      if (mustSeek(at)) startAt(at)
      lastAsked = at
      for (;;) {
        await decodeNext()
        if (!hasNext) break
        if (hasCurrent && !comesNext(current.at, next.at, at, earlyTicks, endTicks)) break
        const earlier = !hasCurrent && next.at > at ? retries.shift() : undefined
        // The seek overshot, as it does where an index is wrong or counts in decoding order.
        if (earlier !== undefined) seek(earlier)
        else advance()
      }
      if (!hasCurrent) throw appError('media.damaged', { file })
      return current.frame
    },
    close() {
      for (const { frame } of [current, next]) frame.free()
      packet.free()
      decoder.freeContext()
      closeInput(context)
    },
  }
}

function comesNext(current: number, next: number, at: number, earlyTicks: number, endTicks: number): boolean {
  if (next <= at) return true
  return next < endTicks && next - at < at - current && next - at < earlyTicks
}

function hold(): Held {
  const frame = new Frame()
  frame.alloc()
  return { frame, at: 0 }
}

function openStream(
  context: FormatContext,
  input: Options['input'],
  maxPixels: number,
  threads: number,
): { stream: Stream; decoder: CodecContext } | null {
  const stream = context.streams[input.video.streamIndex]
  const decoder = stream && openDecoder(stream, maxPixels, threads)
  if (!stream || !decoder) return null
  keepStreams(context, new Set([stream.index]))
  return { stream, decoder }
}
