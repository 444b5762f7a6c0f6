import type { MediaFile } from '#main/core/media/messages.ts'
import { instantOf, passEnd, type PlayCourse } from '#shared/ipc/play-course.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { Mastering } from '../audio/loudness.ts'
import { openMasteredMix } from '../audio/master.ts'
import { mixRate, toSample } from '../audio/mix-rate.ts'
import type { SoundReader } from '../audio/sound-reader.ts'
import type { Slices } from '../slices.ts'

/** Sound with one plane a channel, one after the other, from an instant of the play clock on. */
export type SoundPiece = {
  readonly playTicks: Ticks
  readonly rate: number
  readonly sampleRate: number
  readonly channels: number
  readonly data: Float32Array<ArrayBuffer>
}

/** The mastered mix as it is exported, faster or slower at the same pitch, over and over where it loops. */
export type PreviewSound = {
  /** The next tenth of a second, shorter only at the end of a pass; null after the end of the lesson. */
  next(): Promise<SoundPiece | null>
  /** Where the next piece begins; Infinity after the end. */
  readonly atPlayTicks: number
  close(): void
}

type Options = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  readonly course: PlayCourse
  readonly fromPlayTicks: Ticks
  readonly mastering: Mastering
}

/** One way through the lesson, or through its loop. */
type Pass = { readonly reader: SoundReader; readonly samples: number; readonly endPlayTicks: number; readonly loops: boolean }

const channels = 2
const pieceSamples = mixRate / 10
/** A cut through a loud tone would click; 3 ms do not, and are not heard as a fade. */
const seamSamples = 144

export function openPreviewSound({ plan, files, slices, course, fromPlayTicks, mastering }: Options): PreviewSound {
  const ticksPerSample = (ticksPerSecond / mixRate) * course.rate
  let pass: Pass | null = null
  let passStart: number = fromPlayTicks
  let done = 0

  function openPass(): Pass | null {
    const at = instantOf(course, ticks(Math.round(passStart)))
    if (at >= plan.durationTicks) return null
    const endPlayTicks = Math.min(passEnd(course, ticks(Math.round(passStart))), passStart + plan.durationTicks - at)
    const samples = Math.max(1, Math.round((endPlayTicks - passStart) / ticksPerSample))
    const reader = openMasteredMix({ plan, files, slices, from: toSample(at) }, mastering, course.rate)
    return { reader, samples, endPlayTicks, loops: course.loop !== null }
  }

  function endPass({ reader, endPlayTicks, loops }: Pass): void {
    reader.close()
    pass = null
    done = 0
    passStart = loops ? endPlayTicks : Infinity
  }

  return {
    get atPlayTicks() {
      return passStart + done * ticksPerSample
    },
    async next() {
      if (passStart === Infinity) return null
      pass ??= openPass()
      if (!pass) {
        passStart = Infinity
        return null
      }
      const playTicks = ticks(Math.round(passStart + done * ticksPerSample))
      const count = Math.min(pieceSamples, pass.samples - done)
      const block = new Float32Array(count * channels)
      // Should the mix end a sample early, the rest is silence.
      await pass.reader.read(block)
      softenSeams(block, done, pass.loops ? pass.samples : Infinity)
      done += count
      if (done >= pass.samples) endPass(pass)
      return { playTicks, rate: course.rate, sampleRate: mixRate, channels, data: toPlanes(block, count) }
    },
    close: () => pass?.reader.close(),
  }
}

/** Fades the first and the last samples of a pass; `first` is the block's place in it. */
function softenSeams(block: Float32Array, first: number, passSamples: number): void {
  for (let index = 0; index < block.length; index += 1) {
    const at = first + Math.floor(index / channels)
    const gain = Math.min(1, (at + 1) / seamSamples, (passSamples - at) / seamSamples)
    if (gain < 1) block[index] = (block[index] ?? 0) * gain
  }
}

function toPlanes(interleaved: Float32Array, count: number): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(count * channels)
  for (let index = 0; index < count; index += 1) {
    planes[index] = interleaved[index * 2] ?? 0
    planes[count + index] = interleaved[index * 2 + 1] ?? 0
  }
  return planes
}
