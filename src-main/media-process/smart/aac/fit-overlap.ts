import { aacFrameSamples } from '#shared/render-plan/smart/place-sound-copies.ts'
import type { WindowShape } from './aac-packet.ts'

/** ISO/IEC 14496-3, 4.6.11.3.2, for long windows. */
const kaiserAlpha = 4

const slopes: Readonly<Record<WindowShape, () => Float64Array>> = {
  sine: once(() =>
    Float64Array.from({ length: aacFrameSamples }, (_, index) => Math.sin((Math.PI / (4 * aacFrameSamples)) * (2 * index + 1))),
  ),
  kbd: once(() => {
    const kaiser = Array.from({ length: aacFrameSamples + 1 }, (_, index) =>
      bessel(Math.PI * kaiserAlpha * Math.sqrt(1 - ((2 * index) / aacFrameSamples - 1) ** 2)),
    )
    const whole = kaiser.reduce((sum, value) => sum + value, 0)
    let sum = 0
    return Float64Array.from({ length: aacFrameSamples }, (_, index) => Math.sqrt((sum += kaiser[index] ?? 0) / whole))
  }),
}

function once<T>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}

/** The modified Bessel function of the first kind, order zero. */
function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let index = 1; term > sum * 1e-12; index += 1) sum += term *= (x / (2 * index)) ** 2
  return sum
}

/**
 * Changes the samples (left and right alternate) in which an encoded frame overlaps a copied one, so that after the encoder's
 * window, of shape `own`, its coefficients are those of the copied frame's shape: what the halves of two packets cancel in each
 * other then does cancel. `rising` is the first half of the encoded frame's window, else the second.
 */
export function fitOverlap(samples: Float32Array, own: WindowShape, wanted: WindowShape, rising: boolean): void {
  if (own === wanted) return
  const [w, v] = [slopes[own](), slopes[wanted]()]
  const last = aacFrameSamples - 1
  // Of a half only its folding counts: z - z reversed where it rises, z + z reversed where it falls, each under its window.
  const sign = rising ? -1 : 1
  for (let channel = 0; channel < 2; channel += 1) {
    for (let index = 0; index < aacFrameSamples / 2; index += 1) {
      const [here, there] = [rising ? index : last - index, rising ? last - index : index]
      const [placeHere, placeThere] = [index * 2 + channel, (last - index) * 2 + channel]
      const [xHere, xThere] = [samples[placeHere] ?? 0, samples[placeThere] ?? 0]
      const change = ((v[here] ?? 0) - (w[here] ?? 0)) * xHere + sign * ((v[there] ?? 0) - (w[there] ?? 0)) * xThere
      samples[placeHere] = xHere + (w[here] ?? 0) * change
      samples[placeThere] = xThere + sign * (w[there] ?? 0) * change
    }
  }
}
