import type { MediaFile } from '#main/core/media/messages.ts'
import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ticks } from '#shared/time/ticks.ts'
import { findFile } from '../render/media-files.ts'
import type { Slices } from '../slices.ts'
import { constantGain, gainCurve } from './entry-gain.ts'
import { toSample } from './mix-rate.ts'
import { openSoundReader, type SoundReader } from './sound-reader.ts'
import { entryFilters, treatSound } from './treated-reader.ts'

/** The one continuous sound of a plan: 48 kHz stereo floats, silence where nothing plays. */
export type Mix = {
  /** Sample pairs of the whole plan. */
  readonly length: number
  /** Fills `target` with the next pairs (left and right alternate); returns how many there were, fewer only at the end. */
  read(target: Float32Array): Promise<number>
  close(): void
}

type Voice = {
  readonly entry: AudioEntry
  readonly start: number
  readonly end: number
  reader: SoundReader | null
  finished: boolean
}

type Options = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  /** Where to start, in sample pairs. */
  readonly from?: number
}

export function openMix({ plan, files, slices, from = 0 }: Options): Mix {
  const length = toSample(plan.durationTicks)
  const voices = plan.audio.entries.map(toVoice)
  let position = from

  async function add(voice: Voice, target: Float32Array, blockStart: number, count: number): Promise<void> {
    const first = Math.max(voice.start, blockStart)
    const last = Math.min(voice.end, blockStart + count)
    if (first >= last || voice.finished) return
    voice.reader ??= openVoice(plan, voice, files, slices, first)
    const samples = new Float32Array((last - first) * 2)
    const got = await voice.reader.read(samples)
    blend(target.subarray((first - blockStart) * 2), samples.subarray(0, got * 2), voice, first - voice.start)
    if (last === voice.end || got * 2 < samples.length) {
      voice.finished = true
      voice.reader.close()
      voice.reader = null
    }
  }

  return {
    length,
    async read(target) {
      const count = Math.max(0, Math.min(target.length / 2, length - position))
      target.fill(0)
      for (const voice of voices) await add(voice, target, position, count)
      position += count
      return count
    },
    close() {
      for (const voice of voices) voice.reader?.close()
    },
  }
}

function toVoice(entry: AudioEntry): Voice {
  const start = toSample(entry.startTicks)
  const end = toSample(ticks(entry.startTicks + entry.durationTicks))
  return { entry, start, end, reader: null, finished: false }
}

function openVoice(plan: RenderPlan, voice: Voice, files: readonly MediaFile[], slices: Slices, first: number): SoundReader {
  const { entry } = voice
  const input = plan.inputs[entry.input]
  if (!input?.audio) throw new RangeError('An entry of the mix names an input without sound')
  // 5 ticks are 2 samples: whole ticks for every sample of the mix would need a finer clock, half a sample is not heard.
  const intoTicks = Math.round(((first - voice.start) * 5 * entry.speed.num) / (2 * entry.speed.den))
  const reader = openSoundReader({
    file: findFile(files, input.assetId, input.audio.variant),
    input: { ...input, audio: input.audio },
    fromTicks: ticks(entry.sourceInTicks + intoTicks),
    slices,
  })
  const filters = entryFilters(entry)
  return filters === '' ? reader : treatSound(reader, filters)
}

function blend(target: Float32Array, samples: Float32Array, { entry }: Voice, offset: number): void {
  const curve = gainCurve(entry)
  const constant = constantGain(entry)
  for (let index = 0; index < samples.length; index += 2) {
    const gain = curve ? curve(offset + index / 2) : constant
    target[index] = (target[index] ?? 0) + (samples[index] ?? 0) * gain
    target[index + 1] = (target[index + 1] ?? 0) + (samples[index + 1] ?? 0) * gain
  }
}
