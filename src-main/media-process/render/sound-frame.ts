import { Frame } from 'node-av/lib'
import { AV_SAMPLE_FMT_FLTP } from 'node-av/constants'
import { mixRate, stereo } from '../audio/mix-rate.ts'

/** A frame of samples (left and right alternate) for an encoder that takes one channel after the other. */
export function planarFrame(samples: Float32Array, position: number): Frame {
  const count = samples.length / 2
  const planes = new Float32Array(samples.length)
  for (let index = 0; index < count; index += 1) {
    planes[index] = samples[index * 2] ?? 0
    planes[count + index] = samples[index * 2 + 1] ?? 0
  }
  return Frame.fromAudioBuffer(Buffer.from(planes.buffer), {
    nbSamples: count,
    format: AV_SAMPLE_FMT_FLTP,
    sampleRate: mixRate,
    channelLayout: stereo,
    timeBase: { num: 1, den: mixRate },
    pts: BigInt(position),
  })
}
