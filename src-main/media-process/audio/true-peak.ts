/**
 * Peaks lie between samples: this looks at four times as many (ITU-R BS.1770-5, annex 2), but only where the samples
 * themselves are near enough.
 */

/** Taps of each of the three phases between two samples: a windowed sinc. */
const taps = 12
const phases = [1, 2, 3].map((phase) => phaseTaps(phase / 4))

/** By how much ordinary sound rises between its samples; only built-up test signals reach more (BS.1770-5, annex 2). */
export const mostBetweenSamples = 10 ** (3 / 20)

/** Samples before an instant and after it that its value between the samples depends on. */
export const peakReach = taps / 2

function phaseTaps(fraction: number): Float64Array {
  const values = Float64Array.from({ length: taps }, (_, index) => {
    const distance = index - (taps / 2 - 1) - fraction
    const place = (distance / (taps / 2)) * Math.PI
    const window = Math.abs(place) < Math.PI ? 0.5 + 0.5 * Math.cos(place) : 0
    return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window
  })
  const sum = values.reduce((total, value) => total + value, 0)
  return values.map((value) => value / sum)
}

/** The highest value between pair `index` and the next one, of both channels. */
export function peakAfter(samples: Float32Array, index: number): number {
  const first = (index - taps / 2 + 1) * 2
  let peak = Math.max(Math.abs(samples[index * 2] ?? 0), Math.abs(samples[index * 2 + 1] ?? 0))
  for (const phase of phases) {
    let [left, right] = [0, 0]
    for (let tap = 0; tap < taps; tap += 1) {
      const weight = phase[tap] ?? 0
      left += weight * (samples[first + tap * 2] ?? 0)
      right += weight * (samples[first + tap * 2 + 1] ?? 0)
    }
    peak = Math.max(peak, Math.abs(left), Math.abs(right))
  }
  return peak
}

export type PeakMeter = { add(samples: Float32Array): void; read(): number }

const stretchPairs = 512
const kept = peakReach * 2

export function createPeakMeter(): PeakMeter {
  /** What was before the new samples, so that stretches meet without holes. */
  let line: Float32Array = new Float32Array(kept * 2)
  let highest = 0

  function look(samples: Float32Array, from: number, to: number): void {
    let top = 0
    for (let index = from * 2; index < to * 2; index += 1) top = Math.max(top, Math.abs(samples[index] ?? 0))
    if (top * mostBetweenSamples <= highest) return
    for (let index = from; index < to; index += 1) {
      const near = Math.max(
        Math.abs(samples[index * 2] ?? 0),
        Math.abs(samples[index * 2 + 1] ?? 0),
        Math.abs(samples[index * 2 + 2] ?? 0),
        Math.abs(samples[index * 2 + 3] ?? 0),
      )
      if (near * mostBetweenSamples > highest) highest = Math.max(highest, peakAfter(samples, index))
    }
  }

  return {
    add(samples) {
      const all = new Float32Array(line.length + samples.length)
      all.set(line)
      all.set(samples, line.length)
      const last = all.length / 2 - peakReach
      for (let from = peakReach; from < last; from += stretchPairs) look(all, from, Math.min(last, from + stretchPairs))
      line = all.slice(-kept * 2)
    },
    read() {
      const all = new Float32Array(line.length + kept * 2)
      all.set(line)
      look(all, peakReach, line.length / 2)
      return highest
    },
  }
}
