import { Frame, Packet, avChannelLayoutDefault, avChannelLayoutDescribe, avGetSampleFmtName } from 'node-av/lib'
import { AV_NOPTS_VALUE, AVERROR_EAGAIN, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import type { PlanInput } from '#shared/render-plan/plan-input.ts'
import { rescale } from '#shared/time/rational.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { watchFileEnd } from '../ffmpeg/require-file-end.ts'
import { fromTicks, toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { mixRate } from './mix-rate.ts'
import { createSampleQueue } from './sample-queue.ts'
import { appError } from '#shared/messages/app-error.ts'

/** Sound of one file from a source instant on: 48 kHz stereo, as long as one asks for. */
export type SoundReader = {
  /** Fills `target` (left and right alternate) from its start; returns how many pairs were left, fewer only at the end. */
  read(target: Float32Array): Promise<number>
  close(): void
}

/** Longer holes are not filled by the resampler. */
const longestFillTicks = 5 * ticksPerSecond
const longestFillSamples = 5 * mixRate

type Options = {
  readonly file: string
  readonly input: PlanInput & { readonly audio: NonNullable<PlanInput['audio']> }
  readonly fromTicks: Ticks
  readonly slices: Slices
}

const pairBytes = 2 * Float32Array.BYTES_PER_ELEMENT
/** Decoders of compressed sound need a run-in before they give the right samples. */
const runInTicks = 0.3 * ticksPerSecond
/** Larger holes and overlaps of a file's own time stamps are filled with silence or cut (recordings of browsers have them). */
const holeSeconds = 0.03
/**
 * A recorder's clock that is not quite 48 kHz is followed by stretching, at most by 2 ms a second (3 cents), once it is
 * 3 ms off; less is the rounding of WebM's time stamps to whole milliseconds.
 */
const [driftSamplesPerSecond, driftSeconds] = [96, 0.003]
/** Taken from the graph at a time: every turn through the binding costs the same. */
const turnSamples = 4096

/** Opens a file's sound. Throws `media.*` where it cannot be read. */
export function openSoundReader({ file, input, fromTicks: startTicks, slices }: Options): SoundReader {
  const context = openInput(file, Number.MAX_SAFE_INTEGER)
  const stream = context.streams[input.audio.streamIndex]
  const decoder = stream && openDecoder(stream, 1, 1)
  if (!stream || !decoder) {
    closeInput(context)
    throw appError('media.damaged', { file })
  }
  keepStreams(context, new Set([stream.index]))
  const requireEnd = watchFileEnd(file, slices)
  const { timeBase } = stream
  const clockTicks = ticks(startTicks + input.originTicks)
  const firstSample = rescale(clockTicks, mixRate, ticksPerSecond)
  const mustSeek = startTicks > runInTicks
  let expectedTicks: number | null = mustSeek ? null : input.originTicks
  if (mustSeek) context.seekFrameSync(stream.index, fromTicks(ticks(clockTicks - runInTicks), timeBase), AVSEEK_FLAG_BACKWARD)

  const packet = new Packet()
  packet.alloc()
  const decoded = new Frame()
  decoded.alloc()
  const converted = new Frame()
  converted.alloc()
  let pipe: FilterPipe | null = null
  let pipeKind = ''
  let draining = false
  let ended = false
  /** Samples converted and not yet read, and the position on the file's clock after them. */
  let waiting = createSampleQueue()
  /** A long hole is only counted: pairs of silence after `waiting`, and what comes after them. */
  let hole = 0
  let after = createSampleQueue()
  let position = firstSample

  function pipeFor(frame: Frame): FilterPipe {
    const kind = `${frame.format} ${frame.sampleRate} ${frame.channels}`
    if (pipe && kind === pipeKind) return pipe
    pipeKind = kind
    const sampleFormat = avGetSampleFmtName(frame.format as never)
    // Many WAV files do not say which channel is which.
    if (frame.channelLayout.mask === 0n) frame.channelLayout = avChannelLayoutDefault(frame.channels)
    const layout = avChannelLayoutDescribe(frame.channelLayout)
    const format = `time_base=${timeBase.num}/${timeBase.den}:sample_rate=${frame.sampleRate}:sample_fmt=${sampleFormat}:channel_layout=${layout}`
    if (pipe) finishPipe(pipe)
    const follow = `async=${driftSamplesPerSecond}:min_comp=${driftSeconds}:min_hard_comp=${holeSeconds}`
    const shape = `aformat=sample_fmts=flt:sample_rates=${mixRate}:channel_layouts=stereo,asetnsamples=n=${turnSamples}:p=0`
    const open = (firstTwo: string): FilterPipe =>
      openFilterPipe(
        `abuffer@a=${format}${firstTwo},aresample=${mixRate}:${follow}:ochl=stereo:osf=flt,${shape},abuffersink@out`,
        'reading sound',
        1,
      )
    try {
      pipe = open('')
    } catch (error) {
      if (frame.channels < 3) throw error
      // No rule says how such channels are mixed: a left one at the side, say, without a right one.
      pipe = open(',pan=stereo|c0=c0|c1=c1')
    }
    return pipe
  }

  function finishPipe(finished: FilterPipe): void {
    finished.end('abuffer@a')
    collect(finished)
    finished.close()
    pipe = null
  }

  /** Takes what the graph gives, put at its place on the clock: earlier samples fall away, a late start is silence. */
  function collect(from: FilterPipe): void {
    while (from.pull(converted) === true) {
      const count = converted.nbSamples
      const at = Number(converted.pts)
      const late = Math.max(0, Math.min(at - position, mixRate * 3600))
      const early = Math.min(count, Math.max(0, position - at))
      const bytes = converted.data?.[0]
      if (late > longestFillSamples) hole += late
      else (hole > 0 ? after : waiting).pushSilence(late)
      if (bytes) (hole > 0 ? after : waiting).pushBytes(bytes.subarray(early * pairBytes, count * pairBytes))
      position += late + count - early
      converted.unref()
    }
  }

  function receive(): void {
    while (decoder && decoder.receiveFrameSync(decoded) >= 0) {
      // Not the "best effort" stamp: that one forgets the samples of an encoder's run-in, which were just dropped.
      const at = toTicks(decoded.pts, timeBase) ?? expectedTicks
      if (at !== null) use(decoded, at)
      decoded.unref()
    }
  }

  /** Without a stamp of its own a frame follows the one before it; after a seek it is left out until one has a stamp. */
  function use(frame: Frame, at: number): void {
    const endTicks = at + (frame.nbSamples * ticksPerSecond) / Math.max(1, frame.sampleRate)
    // The graph would fill the hours of a damaged time stamp with samples; `collect` only counts them.
    if (pipe && expectedTicks !== null && at - expectedTicks > longestFillTicks) finishPipe(pipe)
    expectedTicks = Math.round(endTicks)
    if (endTicks < clockTicks - runInTicks) return
    if (frame.pts === AV_NOPTS_VALUE) frame.pts = fromTicks(ticks(at), timeBase)
    const target = pipeFor(frame)
    target.push('abuffer@a', frame)
    collect(target)
  }

  async function fill(wanted: number): Promise<void> {
    while (waiting.length + hole < wanted && !ended) {
      const code = draining ? 0 : context.readFrameSync(packet)
      if (code === AVERROR_EAGAIN) {
        await slices.pause()
        continue
      }
      if (draining) {
        if (pipe) finishPipe(pipe)
        ended = true
      } else if (code < 0) {
        await requireEnd(code)
        draining = true
        decoder?.sendPacketSync(null)
        receive()
      } else {
        if (packet.streamIndex === stream?.index) {
          decoder?.sendPacketSync(packet)
          receive()
        }
        packet.unref()
      }
      await slices.pause()
    }
  }

  return {
    async read(target) {
      let filled = 0
      for (;;) {
        await fill(target.length / 2 - filled)
        filled += waiting.take(target.subarray(filled * 2))
        const silent = Math.min(hole, target.length / 2 - filled)
        target.fill(0, filled * 2, (filled + silent) * 2)
        filled += silent
        if (silent === 0 || (hole -= silent) > 0) return filled
        ;[waiting, after] = [after, waiting]
      }
    },
    close() {
      pipe?.close()
      for (const frame of [decoded, converted]) frame.free()
      packet.free()
      decoder.freeContext()
      closeInput(context)
    },
  }
}
