import { Frame } from 'node-av/lib'
import { AV_SAMPLE_FMT_FLT } from 'node-av/constants'
import type { KeptMix } from '../audio/master.ts'
import { mixRate, stereo } from '../audio/mix-rate.ts'
import { audioFormats } from './audio-encoder.ts'
import { planarFrame } from './sound-frame.ts'

/** The mastered sound of a plan in frames of the encoder's size, exactly as long as the plan. */
export type SoundTrack = {
  /** Hands over every frame that starts before a sample of the mix; a frame lasts for the call. */
  each(untilSample: number, use: (frame: Frame) => void): Promise<void>
  close(): void
}

export function openSoundTrack(mix: KeptMix, codec: keyof typeof audioFormats): SoundTrack {
  const { frameSamples, sampleFormat } = audioFormats[codec]
  const sound = mix.open()
  const block = new Float32Array(frameSamples * 2)
  let position = 0
  let ended = false

  function toFrame(count: number): Frame {
    if (sampleFormat === 'fltp') return planarFrame(block.subarray(0, count * 2), position)
    return Frame.fromAudioBuffer(Buffer.from(block.buffer, 0, count * 2 * Float32Array.BYTES_PER_ELEMENT), {
      nbSamples: count,
      format: AV_SAMPLE_FMT_FLT,
      sampleRate: mixRate,
      channelLayout: stereo,
      timeBase: { num: 1, den: mixRate },
      pts: BigInt(position),
    })
  }

  return {
    async each(untilSample, use) {
      while (position < untilSample && !ended) {
        const count = await sound.read(block)
        ended = count < frameSamples
        if (count === 0) return
        using frame = toFrame(count)
        position += count
        use(frame)
      }
    },
    close: () => sound.close(),
  }
}
