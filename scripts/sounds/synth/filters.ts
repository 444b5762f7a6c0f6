import { rate, type Mono, type Stereo } from './signal.ts'

type Kind = 'low' | 'high' | 'band'

/** A state variable filter (A. Simper); `cutoff` in hertz may move with the sample, `q` is 0.7 for a flat one. */
export function filter(sound: Mono, kind: Kind, cutoff: number | ((index: number) => number), q = 0.707): Mono {
  const out = new Float64Array(sound.length)
  let [first, second] = [0, 0]
  const k = 1 / q
  let [g, a1, a2, a3] = [0, 0, 0, 0]
  const tune = (hertz: number): void => {
    g = Math.tan((Math.PI * Math.min(Math.max(hertz, 10), rate * 0.45)) / rate)
    a1 = 1 / (1 + g * (g + k))
    a2 = g * a1
    a3 = g * a2
  }
  if (typeof cutoff === 'number') tune(cutoff)
  for (let index = 0; index < sound.length; index += 1) {
    if (typeof cutoff !== 'number' && index % 16 === 0) tune(cutoff(index))
    const input = sound[index] ?? 0
    const v3 = input - second
    const v1 = a1 * first + a2 * v3
    const v2 = second + a2 * first + a3 * v3
    first = 2 * v1 - first
    second = 2 * v2 - second
    out[index] = kind === 'low' ? v2 : kind === 'band' ? v1 * k : input - k * v1 - v2
  }
  return out
}

export const both = (sound: Stereo, change: (channel: Mono) => Mono): Stereo => ({
  left: change(sound.left),
  right: change(sound.right),
})

/** Warms and rounds peaks; 1 leaves quiet sound as it is. */
export const saturate = (sound: Mono, drive: number): Mono => sound.map((value) => Math.tanh(value * drive) / drive)
