import type { MediaFile } from '#main/core/media/messages.ts'
import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ticks } from '#shared/time/ticks.ts'
import { findFile } from '../render/media-files.ts'
import type { Slices } from '../slices.ts'
import { entryGain, type ApplyGain } from './entry-gain.ts'
import { openEntrySound, sampleToTicks } from './entry-sound.ts'
import { mixRate, toSample } from './mix-rate.ts'
import { createSampleQueue } from './sample-queue.ts'
import { openSoundReader, type SoundReader } from './sound-reader.ts'
import { duck, openVoiceBus, type VoiceBus } from './voice-bus.ts'
import { speechFrameSamples } from './speech-detector.ts'

/** The one continuous sound of a plan: 48 kHz stereo floats, silence where nothing plays. */
export type Mix = SoundReader & {
  /** Sample pairs of the whole plan. */
  readonly length: number
}

export type MixSource = {
  readonly plan: Pick<RenderPlan, 'audio' | 'inputs' | 'durationTicks'>
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  /** Where to start, in sample pairs. */
  readonly from?: number
}

type Voice = {
  readonly entry: AudioEntry
  readonly start: number
  readonly end: number
  readonly applyGain: ApplyGain
  reader: SoundReader | null
  finished: boolean
}

/** The mix is made in stretches of this many pairs, whole frames of the speech detector. */
const blockPairs = 4 * speechFrameSamples
/** What was said before the start still keeps music down. */
const runInPairs = 2 * mixRate

export function openMix({ plan, files, slices, from = 0 }: MixSource): Mix {
  const length = toSample(plan.durationTicks)
  const voices = plan.audio.entries.map(toVoice)
  const ducked = voices.filter(({ entry }) => entry.isDucked && !entry.isVoice)
  const speaking = voices.filter(({ entry }) => entry.isVoice)
  const ducks = ducked.length > 0 && speaking.length > 0
  const others = ducks ? voices.filter(({ entry }) => !entry.isVoice && !entry.isDucked) : voices
  const queue = createSampleQueue()
  const block = new Float32Array(blockPairs * 2)
  const under = new Float32Array(blockPairs * 2)
  const scratch = new Float32Array(blockPairs * 2)
  let position = from
  let bus: VoiceBus | null = null

  async function add(voice: Voice, target: Float32Array, blockStart: number): Promise<void> {
    const first = Math.max(voice.start, blockStart)
    const last = Math.min(voice.end, blockStart + target.length / 2)
    if (first >= last || voice.finished) return
    voice.reader ??= await openVoice(voice, first)
    const samples = scratch.subarray(0, (last - first) * 2)
    const got = await voice.reader.read(samples)
    const heard = samples.subarray(0, got * 2)
    voice.applyGain(heard, first - voice.start)
    const place = (first - blockStart) * 2
    for (let index = 0; index < heard.length; index += 1)
      target[place + index] = (target[place + index] ?? 0) + (heard[index] ?? 0)
    if (last === voice.end || got < last - first) finish(voice)
  }

  function openVoice({ entry, start }: Voice, first: number): Promise<SoundReader> {
    const input = plan.inputs[entry.input]
    const audio = input?.audio
    if (!input || !audio) throw new Error(`Sound entry without sound: input ${entry.input}`)
    const file = findFile(files, input.assetId, audio.variant)
    return openEntrySound(entry, first - start, (sample) =>
      openSoundReader({ file, input: { ...input, audio }, fromTicks: sampleToTicks(sample), slices }),
    )
  }

  async function openBus(): Promise<VoiceBus> {
    const runInFrames = Math.floor(Math.min(from, runInPairs) / speechFrameSamples)
    let heard = from - runInFrames * speechFrameSamples
    const opened = openVoiceBus(plan.audio.ducking, async (target) => {
      for (const voice of speaking) await add(voice, target, heard)
      heard += target.length / 2
    })
    await opened.read(new Float32Array(runInFrames * speechFrameSamples * 2))
    return opened
  }

  async function mixBlock(): Promise<void> {
    block.fill(0)
    for (const voice of others) await add(voice, block, position)
    if (ducks) {
      bus ??= await openBus()
      under.fill(0)
      for (const voice of ducked) await add(voice, under, position)
      duck(under, await bus.read(block))
      for (let index = 0; index < block.length; index += 1) block[index] = (block[index] ?? 0) + (under[index] ?? 0)
    }
    const count = Math.min(blockPairs, length - position)
    queue.push(block.subarray(0, count * 2))
    position += count
  }

  return {
    length,
    async read(target) {
      while (queue.length * 2 < target.length && position < length) await mixBlock()
      return queue.take(target)
    },
    close() {
      for (const voice of voices) finish(voice)
    },
  }
}

function finish(voice: Voice): void {
  voice.finished = true
  voice.reader?.close()
  voice.reader = null
}

function toVoice(entry: AudioEntry): Voice {
  const start = toSample(entry.startTicks)
  const end = toSample(ticks(entry.startTicks + entry.durationTicks))
  return { entry, start, end, applyGain: entryGain(entry), reader: null, finished: false }
}
