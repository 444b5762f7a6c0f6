import { mixRate } from './mix-rate.ts'

/** A second-order filter, normalised so that a0 is 1. */
export type Biquad = { readonly b: readonly [number, number, number]; readonly a: readonly [number, number] }

/** Filters one channel in place; keeps its state between calls. */
export function createFilter({ b: [b0, b1, b2], a: [a1, a2] }: Biquad): (samples: Float64Array) => void {
  const state = new Float64Array(2)
  return (samples) => {
    let [first, second] = [state[0] ?? 0, state[1] ?? 0]
    for (let index = 0; index < samples.length; index += 1) {
      const sample = samples[index] ?? 0
      const out = b0 * sample + first
      first = b1 * sample - a1 * out + second
      second = b2 * sample - a2 * out
      samples[index] = out
    }
    state[0] = first
    state[1] = second
  }
}

/** Butterworth filters of second order (R. Bristow-Johnson, Audio EQ Cookbook). */
export function passFilter(kind: 'high' | 'low', hertz: number): Biquad {
  const turn = (2 * Math.PI * hertz) / mixRate
  const [cosine, alpha] = [Math.cos(turn), Math.sin(turn) / Math.SQRT2]
  const edge = kind === 'low' ? 1 - cosine : -(1 + cosine)
  const scale = 1 / (1 + alpha)
  const side = (Math.abs(edge) / 2) * scale
  return { b: [side, edge * scale, side], a: [-2 * cosine * scale, (1 - alpha) * scale] }
}
