/** A picture of 8-bit R G B A rows. */
export type Rgba = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray | Uint8Array }

const windowSide = 8
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

function lumaOf({ data }: Rgba): Float64Array {
  return Float64Array.from(
    { length: data.length / 4 },
    (_, index) => 0.2126 * (data[index * 4] ?? 0) + 0.7152 * (data[index * 4 + 1] ?? 0) + 0.0722 * (data[index * 4 + 2] ?? 0),
  )
}

/** Mean structural similarity of the brightness (Wang et al. 2004), over 8 x 8 windows in steps of 4. */
export function lumaSimilarity(a: Rgba, b: Rgba): number {
  if (a.width !== b.width || a.height !== b.height) throw new Error('The pictures differ in size')
  const [first, second] = [lumaOf(a), lumaOf(b)]
  let sum = 0
  let count = 0
  for (let top = 0; top + windowSide <= a.height; top += 4) {
    for (let left = 0; left + windowSide <= a.width; left += 4) {
      sum += windowSimilarity(first, second, a.width, left, top)
      count += 1
    }
  }
  return sum / count
}

function windowSimilarity(a: Float64Array, b: Float64Array, stride: number, left: number, top: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0]
  for (let y = top; y < top + windowSide; y += 1) {
    for (let x = left; x < left + windowSide; x += 1) {
      const [va, vb] = [a[y * stride + x] ?? 0, b[y * stride + x] ?? 0]
      sumA += va
      sumB += vb
      sumAA += va * va
      sumBB += vb * vb
      sumAB += va * vb
    }
  }
  const n = windowSide * windowSide
  const [meanA, meanB] = [sumA / n, sumB / n]
  const [varA, varB, covariance] = [sumAA / n - meanA ** 2, sumBB / n - meanB ** 2, sumAB / n - meanA * meanB]
  return ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA ** 2 + meanB ** 2 + c1) * (varA + varB + c2))
}
