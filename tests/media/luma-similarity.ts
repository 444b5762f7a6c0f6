/** A picture of 8-bit R G B A rows. */
export type Rgba = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray | Uint8Array }

/** Pixels; any part of a picture. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** How alike two pictures are, 1 for the same; means over windows that lie whole in an area. */
export type Similarity = {
  readonly whole: number
  within(area: Area): number
  /** The least alike square of `sidePx` in an area. */
  worst(area: Area, sidePx: number): number
}

const windowSide = 8
const step = 4
const pixels = windowSide * windowSide
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

function lumaOf({ data }: Rgba): Float32Array {
  const luma = new Float32Array(data.length / 4)
  for (let index = 0, at = 0; index < luma.length; index += 1, at += 4)
    luma[index] = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0)
  return luma
}

/** Structural similarity of the brightness (Wang et al. 2004), over 8 x 8 windows in steps of 4. */
export function compareLuma(a: Rgba, b: Rgba): Similarity {
  if (a.width !== b.width || a.height !== b.height) throw new Error('The pictures differ in size')
  const [first, second] = [lumaOf(a), lumaOf(b)]
  const columns = Math.floor((a.width - windowSide) / step) + 1
  const rows = Math.floor((a.height - windowSide) / step) + 1
  const windows = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      windows[row * columns + column] = windowSimilarity(first, second, a.width, column * step, row * step)
  const within = ({ x, y, width, height }: Area): number => {
    let [sum, count] = [0, 0]
    const [lastRow, lastColumn] = [Math.min(rows, (y + height - windowSide) / step + 1), (x + width - windowSide) / step + 1]
    for (let row = Math.ceil(Math.max(0, y) / step); row < lastRow; row += 1) {
      for (let column = Math.ceil(Math.max(0, x) / step); column < Math.min(columns, lastColumn); column += 1) {
        sum += windows[row * columns + column] ?? 0
        count += 1
      }
    }
    return count === 0 ? 1 : sum / count
  }
  return {
    whole: within({ x: 0, y: 0, width: a.width, height: a.height }),
    within,
    worst({ x, y, width, height }, sidePx) {
      let least = 1
      for (let top = y; top < y + height; top += sidePx / 2)
        for (let left = x; left < x + width; left += sidePx / 2)
          least = Math.min(least, within({ x: left, y: top, width: sidePx, height: sidePx }))
      return least
    },
  }
}

/** Mean structural similarity of the brightness of two pictures. */
export function lumaSimilarity(a: Rgba, b: Rgba): number {
  return compareLuma(a, b).whole
}

function windowSimilarity(a: Float32Array, b: Float32Array, stride: number, left: number, top: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0]
  for (let y = top; y < top + windowSide; y += 1) {
    const end = y * stride + left + windowSide
    for (let at = end - windowSide; at < end; at += 1) {
      const [va, vb] = [a[at] ?? 0, b[at] ?? 0]
      sumA += va
      sumB += vb
      sumAA += va * va
      sumBB += vb * vb
      sumAB += va * vb
    }
  }
  const [meanA, meanB] = [sumA / pixels, sumB / pixels]
  const [varA, varB, covariance] = [sumAA / pixels - meanA ** 2, sumBB / pixels - meanB ** 2, sumAB / pixels - meanA * meanB]
  return ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA ** 2 + meanB ** 2 + c1) * (varA + varB + c2))
}

/** Mean difference of red, green and blue (0 to 255), of every fourth pixel. */
export function colourDifference(a: Rgba, b: Rgba): number {
  let [sum, count] = [0, 0]
  for (let at = 0; at < a.data.length; at += 16) {
    for (let channel = at; channel < at + 3; channel += 1) sum += Math.abs((a.data[channel] ?? 0) - (b.data[channel] ?? 0))
    count += 3
  }
  return sum / count
}
