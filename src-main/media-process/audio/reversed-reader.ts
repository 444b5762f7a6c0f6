import type { SoundReader } from './sound-reader.ts'

const blockPairs = 8 * 48_000

/**
 * Plays a sound backwards from a sample on down to 0 and then silence. `open` gives the sound forwards from a sample on;
 * it is asked for a few seconds at a time.
 */
export function readReversed(from: number, open: (first: number) => SoundReader): SoundReader {
  let position = from
  let block = new Float32Array(0)
  let taken = 0

  async function refill(): Promise<void> {
    const first = Math.max(0, position - blockPairs)
    const length = Math.min(blockPairs, position)
    // Before the start there is silence: the block below zero.
    block = new Float32Array((length > 0 ? length : blockPairs) * 2)
    taken = 0
    if (length <= 0) return
    const reader = open(first)
    try {
      await reader.read(block)
    } finally {
      reader.close()
    }
    turnAround(block)
    position = first
  }

  return {
    async read(target) {
      for (let filled = 0; filled < target.length;) {
        if (taken === block.length) await refill()
        const part = block.subarray(taken, taken + target.length - filled)
        target.set(part, filled)
        filled += part.length
        taken += part.length
      }
      return target.length / 2
    },
    close() {},
  }
}

function turnAround(samples: Float32Array): void {
  for (let low = 0, high = samples.length - 2; low < high; low += 2, high -= 2) {
    const [left, right] = [samples[low] ?? 0, samples[low + 1] ?? 0]
    samples[low] = samples[high] ?? 0
    samples[low + 1] = samples[high + 1] ?? 0
    samples[high] = left
    samples[high + 1] = right
  }
}
