import { mixRate } from '../audio/mix-rate.ts'

/** Long enough to lie between two words, short enough to be found. */
const quietSamples = mixRate / 5

/**
 * Where stereo samples are divided between two words: the middle of the quietest fifth of a second from `leastSamples` on; all of
 * them where they are no longer. Returns pairs from the start.
 */
export function findQuietSplit(samples: Float32Array, leastSamples: number): number {
  const count = samples.length / 2
  if (count <= leastSamples + quietSamples) return count
  let [best, quietest] = [count, Infinity]
  for (let from = leastSamples; from + quietSamples <= count; from += quietSamples / 4) {
    let energy = 0
    for (let index = from * 2; index < (from + quietSamples) * 2; index += 1) energy += (samples[index] ?? 0) ** 2
    // The later of two equals: longer windows are understood better.
    if (energy <= quietest) [best, quietest] = [from + quietSamples / 2, energy]
  }
  return best
}
