import { Frame } from 'node-av/lib'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { openMix } from '../audio/mix.ts'
import { openSoundPipe } from '../audio/sound-pipe.ts'
import type { Slices } from '../slices.ts'
import { audioFormats } from './audio-encoder.ts'

/** The mastered sound of a plan in frames of the encoder's size, exactly as long as the plan. */
export type SoundTrack = {
  /** Hands over every frame that starts before a sample of the mix; a frame lasts for the call. */
  each(untilSample: number, use: (frame: Frame) => void): Promise<void>
  close(): void
}

type Options = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly slices: Slices
  readonly filters: string
}

export function openSoundTrack({ plan, files, slices, filters }: Options): SoundTrack {
  const { frameSamples, sampleFormat } = audioFormats[plan.encoder.audio.codec]
  const mix = openMix({ plan, files, slices })
  const sound = openSoundPipe(
    `${filters},atrim=end_sample=${mix.length},aformat=sample_fmts=${sampleFormat}:channel_layouts=stereo,asetnsamples=n=${frameSamples}:p=0`,
    'mixing sound',
  )
  const frame = new Frame()
  frame.alloc()
  const block = new Float32Array(frameSamples * 2)
  let position = 0
  let [given, ended] = [false, false]

  async function giveNext(): Promise<void> {
    const count = await mix.read(block)
    if (count > 0) sound.give(block.subarray(0, count * 2))
    if (count < frameSamples) {
      given = true
      sound.end()
    }
  }

  return {
    async each(untilSample, use) {
      while (position < untilSample && !ended) {
        const got = sound.pipe.pull(frame)
        if (got === 'ended') ended = true
        else if (got) {
          frame.pts = BigInt(position)
          position += frame.nbSamples
          use(frame)
          frame.unref()
        } else if (!given) await giveNext()
        else ended = true
      }
    },
    close() {
      frame.free()
      sound.close()
      mix.close()
    },
  }
}
