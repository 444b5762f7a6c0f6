import type { Region } from '../../project/schema/geometry.ts'
import type { Planes } from './planes.ts'

/** A rectangle in pixels of a plane, parts of pixels included; it may reach over the plane's edges. */
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
type Grid = { readonly columns: number; readonly rows: number; readonly values: Float32Array }

/** Cells along the region's short side; at full strength a face is eight of them, melted into each other. */
const cellsAtFullStrength = 8
const cellsRatio = 6
/** Of a side, so that a region as thin as a line is not made of a million. */
const mostCells = 128
/** Parts of the region's short side. The edge is soft inwards, so that nothing outside changes. */
const cornerShare = 0.4
const edgeShare = 0.07
/** Gauss with a sigma of 1.6 cells. */
const kernel = Float32Array.from({ length: 9 }, (_, index) => Math.exp(-((index - 4) ** 2) / (2 * 1.6 ** 2)))
/** Ordered dither (Bayer) in parts of a code value, so that the smooth area shows no contours. */
const dither = Float32Array.from([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5], (value) => (value + 0.5) / 16)

/**
 * Makes a part of a picture unrecognisable: `region` in fractions of the whole upright picture, of which the planes show the
 * part `shown`. The coarse grid belongs to the region, so that a preview and an export look the same.
 */
export function blurRegion(planes: Planes, shown: Region, region: Region, strength: number): void {
  const box = {
    left: ((region.x - shown.x) / shown.width) * planes.width,
    top: ((region.y - shown.y) / shown.height) * planes.height,
    width: (region.width / shown.width) * planes.width,
    height: (region.height / shown.height) * planes.height,
  }
  const half = { left: box.left / 2, top: box.top / 2, width: box.width / 2, height: box.height / 2 }
  blurPlane(planes.luma, planes.width, planes.height, box, strength)
  for (const plane of [planes.u, planes.v]) blurPlane(plane, planes.width / 2, planes.height / 2, half, strength)
}

function blurPlane(plane: Uint8Array, width: number, height: number, box: Box, strength: number): void {
  const [left, right] = [Math.max(0, Math.floor(box.left)), Math.min(width, Math.ceil(box.left + box.width))]
  const [top, bottom] = [Math.max(0, Math.floor(box.top)), Math.min(height, Math.ceil(box.top + box.height))]
  if (right <= left || bottom <= top) return
  const visible = { left, top, width: right - left, height: bottom - top }
  melt(plane, width, visible, box, smooth(meanCells(plane, width, visible, box, strength)))
}

/** Sums and counts of the pixels of each cell, one grid after the other. */
function meanCells(plane: Uint8Array, stride: number, visible: Box, box: Box, strength: number): Grid {
  const cells = cellsAtFullStrength * cellsRatio ** (1 - strength)
  const cell = Math.min(box.width, box.height) / cells
  const columns = Math.min(mostCells, Math.ceil(box.width / cell))
  const rows = Math.min(mostCells, Math.ceil(box.height / cell))
  const values = new Float32Array(columns * rows * 2)
  const counts = columns * rows
  const columnOf = Uint16Array.from({ length: visible.width }, (_, x) =>
    clampIndex(((visible.left + x + 0.5 - box.left) / box.width) * columns, columns),
  )
  for (let y = visible.top; y < visible.top + visible.height; y += 1) {
    const row = clampIndex(((y + 0.5 - box.top) / box.height) * rows, rows) * columns
    const start = y * stride + visible.left
    for (let x = 0; x < visible.width; x += 1) {
      const at = row + (columnOf[x] as number)
      values[at] = (values[at] as number) + (plane[start + x] as number)
      values[counts + at] = (values[counts + at] as number) + 1
    }
  }
  return { columns, rows, values }
}

/** The mean of each cell and its neighbours; cells without pixels take part only as what is around them. */
function smooth({ columns, rows, values }: Grid): Grid {
  const size = columns * rows
  const sums = convolve(values.subarray(0, size), columns, rows)
  const counts = convolve(values.subarray(size), columns, rows)
  return { columns, rows, values: sums.map((sum, index) => sum / Math.max(1e-6, counts[index] ?? 0)) }
}

function convolve(values: Float32Array, columns: number, rows: number): Float32Array {
  return pass(pass(values, columns, rows, 1), columns, rows, columns)
}

/** Along a row (`step` 1) or a column (`step` of a row). Beyond the edge there is nothing, neither in the sums nor in the counts. */
function pass(values: Float32Array, columns: number, rows: number, step: number): Float32Array {
  const out = new Float32Array(values.length)
  const limit = step === 1 ? columns : rows
  for (let index = 0; index < values.length; index += 1) {
    const place = step === 1 ? index % columns : Math.floor(index / columns)
    let sum = 0
    for (let tap = -4; tap <= 4; tap += 1) {
      if (place + tap >= 0 && place + tap < limit) sum += (values[index + tap * step] ?? 0) * (kernel[tap + 4] ?? 0)
    }
    out[index] = sum
  }
  return out
}

/** Draws the grid, enlarged without steps, over the rounded box. */
function melt(plane: Uint8Array, stride: number, visible: Box, box: Box, { columns, rows, values }: Grid): void {
  const short = Math.min(box.width, box.height)
  const radius = short * cornerShare
  const edge = Math.max(0.5, short * edgeShare)
  const middleX = box.left + box.width / 2 - visible.left - 0.5
  const middleY = box.top + box.height / 2 - 0.5
  const flatX = box.width / 2 - radius
  const flatY = box.height / 2 - radius
  const across = share(visible.left, visible.width, box.left, box.width, columns)
  const down = share(visible.top, visible.height, box.top, box.height, rows)
  for (let row = 0; row < visible.height; row += 1) {
    const y = visible.top + row
    const outY = Math.max(0, Math.abs(y - middleY) - flatY)
    if (outY >= radius) continue
    const reach = flatX + Math.sqrt(radius * radius - outY * outY)
    const solid = radius - edge > outY ? flatX + Math.sqrt((radius - edge) ** 2 - outY * outY) : -1
    const first = Math.max(0, Math.ceil(middleX - reach))
    const last = Math.min(visible.width - 1, Math.floor(middleX + reach))
    const upper = (down.index[row] ?? 0) * columns
    const lower = Math.min(rows - 1, (down.index[row] ?? 0) + 1) * columns
    const line = betweenRows(values, upper, lower, columns, down.share[row] ?? 0)
    const start = y * stride + visible.left
    for (let column = first; column <= last; column += 1) {
      const west = across.index[column] as number
      const from = line[west] as number
      let value = from + ((line[west + 1] as number) - from) * (across.share[column] as number)
      const awayX = Math.abs(column - middleX)
      if (awayX > solid) {
        const outX = Math.max(0, awayX - flatX)
        const cover = Math.min(1, (radius - Math.sqrt(outX * outX + outY * outY)) / edge)
        const old = plane[start + column] as number
        value = old + (value - old) * cover
      }
      plane[start + column] = value + (dither[((y & 3) << 2) | (column & 3)] as number)
    }
  }
}

/** A row of the grid between two, with its last value twice, so that each has a neighbour. */
function betweenRows(values: Float32Array, upper: number, lower: number, columns: number, amount: number): Float32Array {
  const line = new Float32Array(columns + 1)
  for (let column = 0; column <= columns; column += 1) {
    const cell = Math.min(columns - 1, column)
    const from = values[upper + cell] ?? 0
    line[column] = from + ((values[lower + cell] ?? 0) - from) * amount
  }
  return line
}

/** For each pixel the cell whose middle is at or before it, and how far it is on the way to the next one. */
function share(
  first: number,
  count: number,
  start: number,
  length: number,
  cells: number,
): { readonly index: Uint16Array; readonly share: Float32Array } {
  const index = new Uint16Array(count)
  const shares = new Float32Array(count)
  for (let pixel = 0; pixel < count; pixel += 1) {
    const place = Math.max(0, Math.min(cells - 1, ((first + pixel + 0.5 - start) / length) * cells - 0.5))
    index[pixel] = Math.floor(place)
    shares[pixel] = place - Math.floor(place)
  }
  return { index, share: shares }
}

function clampIndex(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(value)))
}
