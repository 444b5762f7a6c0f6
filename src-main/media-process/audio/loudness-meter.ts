import { createFilter } from './biquad.ts'
import { mixRate } from './mix-rate.ts'
import { createPeakMeter } from './true-peak.ts'

/** Integrated loudness (EBU R 128) and the highest peak, of the sound between the samples, too; -120 for silence. */
export type Loudness = { readonly lufs: number; readonly peakDb: number }

/** Measures stereo at 48 kHz as ITU-R BS.1770-5 lays down. */
export type LoudnessMeter = { add(samples: Float32Array): void; read(): Loudness }

/** The two stages of K-weighting at 48 kHz (BS.1770-5, tables 1 and 2). */
const shelf = { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] } as const
const highPass = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] } as const

/** Blocks of 400 ms start every 100 ms. */
const stepSamples = mixRate / 10
const stepsPerBlock = 4
const absoluteGateLufs = -70
const relativeGateLu = -10

const toLufs = (power: number): number => -0.691 + 10 * Math.log10(Math.max(1e-12, power))
const toPower = (lufs: number): number => 10 ** ((lufs + 0.691) / 10)

export function createLoudnessMeter(): LoudnessMeter {
  const channels = [0, 1].map((offset) => ({ offset, shelf: createFilter(shelf), highPass: createFilter(highPass) }))
  const peaks = createPeakMeter()
  /** The power of each 100 ms. */
  const steps: number[] = []
  const scratch = new Float64Array(stepSamples)
  let [energy, counted] = [0, 0]

  /** The energy of some pairs after K-weighting. */
  function weigh(samples: Float32Array, from: number, count: number): number {
    const channel = scratch.subarray(0, count)
    let sum = 0
    for (const { offset, shelf: first, highPass: second } of channels) {
      for (let index = 0; index < count; index += 1) channel[index] = samples[(from + index) * 2 + offset] ?? 0
      first(channel)
      second(channel)
      for (let index = 0; index < count; index += 1) sum += (channel[index] ?? 0) ** 2
    }
    return sum
  }

  return {
    add(samples) {
      peaks.add(samples)
      for (let from = 0; from < samples.length / 2;) {
        const count = Math.min(stepSamples - counted, samples.length / 2 - from)
        energy += weigh(samples, from, count)
        from += count
        counted += count
        if (counted < stepSamples) continue
        steps.push(energy / stepSamples)
        energy = 0
        counted = 0
      }
    },
    read: () => ({ lufs: Math.max(-120, integrate(steps)), peakDb: Math.max(-120, 20 * Math.log10(peaks.read())) }),
  }
}

function integrate(steps: readonly number[]): number {
  const blocks: number[] = []
  for (let index = stepsPerBlock; index <= steps.length; index += 1) blocks.push(mean(steps.slice(index - stepsPerBlock, index)))
  const heard = blocks.filter((power) => power > toPower(absoluteGateLufs))
  if (heard.length === 0) return -120
  const gate = toPower(toLufs(mean(heard)) + relativeGateLu)
  return toLufs(mean(heard.filter((power) => power > gate)))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
