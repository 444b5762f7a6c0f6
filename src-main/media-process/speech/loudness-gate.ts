import { mixRate } from '../audio/mix-rate.ts'

const blockSeconds = 0.05
const blockSamples = mixRate * blockSeconds
/** Nobody speaks below this, whatever the microphone (dB of full scale). */
const floorDb = -55
/** Nor that much below the loudest that was heard so far. */
const rangeDb = 45
/** Speech begins and ends softly, and Whisper's times are not exact. */
const padBlocks = Math.round(0.5 / blockSeconds)

/** Which parts of a window of sound can hold speech, so that silence is never listened to: Whisper hears words in it. */
export type Hearable = {
  /** Pairs of samples; nothing can be heard before and behind them. */
  readonly from: number
  readonly to: number
  /** Whether something can be heard around a stretch of the window, in seconds. */
  isLoud(startSeconds: number, endSeconds: number): boolean
}

/** Looks at windows of stereo samples one after the other; null for one in which nothing can be heard. */
export function createLoudnessGate(): (samples: Float32Array) => Hearable | null {
  let loudest = 0
  return (samples) => {
    const energies = measureBlocks(samples)
    for (const energy of energies) loudest = Math.max(loudest, energy)
    const gate = Math.max(10 ** (floorDb / 10), loudest / 10 ** (rangeDb / 10))
    const first = energies.findIndex((energy) => energy >= gate)
    if (first < 0) return null
    const last = energies.findLastIndex((energy) => energy >= gate)
    return {
      from: Math.max(0, first - padBlocks) * blockSamples,
      to: Math.min(samples.length / 2, (last + 1 + padBlocks) * blockSamples),
      isLoud: (startSeconds, endSeconds) =>
        energies
          .slice(Math.max(0, blockAt(startSeconds) - padBlocks), blockAt(endSeconds) + 1 + padBlocks)
          .some((energy) => energy >= gate),
    }
  }
}

const blockAt = (seconds: number): number => Math.floor(seconds / blockSeconds)

/** Mean squares of twentieths of a second. */
function measureBlocks(samples: Float32Array): readonly number[] {
  const blocks: number[] = []
  for (let from = 0; from < samples.length; from += blockSamples * 2) {
    const to = Math.min(samples.length, from + blockSamples * 2)
    let sum = 0
    for (let index = from; index < to; index += 1) sum += (samples[index] ?? 0) ** 2
    blocks.push(sum / (to - from))
  }
  return blocks
}
