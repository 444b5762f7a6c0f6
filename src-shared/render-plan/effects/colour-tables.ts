import { fromYuv, toYuv, type Colour, type ColourStep } from './colour.ts'
import type { Planes } from './planes.ts'

/**
 * A way of colours as tables over code values, quick enough to look up each pixel of a picture. The brightness is exact in Y and
 * knows U and V in steps of 4; the colour is exact in U and V and goes in straight lines between brightnesses 8 apart.
 */
export type ColourTables = {
  /** By V, U and Y: `((v + 2 >> 2) * 65 + (u + 2 >> 2)) * 256 + y`. */
  readonly luma: Uint8Array
  /** U and V in one number (`u << 8 | v`) by V, U and Y: `(v * 256 + u) * 33 + (y >> 3)`. */
  readonly chroma: Uint16Array
}

/** The one three-dimensional table that all colours go through: Y in steps of 8, U and V in steps of 4. */
const lumaNodes = 33
const lumaStep = 8
const chromaNodes = 65
const chromaStep = 4
/**
 * How much further from grey than any real colour a film's U and V may be: 0.71 in the furthest corner that is legal. Films have
 * such colours where a matrix is not told or a sensor clips; they look like the nearest real one.
 */
const margin = 0.75

/** Y, U and V of each node, one after the other; by V, U and Y. */
type Nodes = {
  readonly values: Float32Array
  /** The first and the last node of each column (V and U) that a real colour comes near; the others stay as they are. */
  readonly first: Uint8Array
  readonly last: Uint8Array
}

/** Computes the tables of a way of colours, about 35 ms. U and V outside of 16 to 240 stay as they are. */
export function makeColourTables(step: ColourStep): ColourTables {
  const nodes = makeNodes(step)
  return { luma: lumaTable(nodes), chroma: chromaTable(nodes) }
}

function makeNodes(step: ColourStep): Nodes {
  const columns = chromaNodes * chromaNodes
  const values = new Float32Array(columns * lumaNodes * 3)
  const [first, last] = [new Uint8Array(columns).fill(lumaNodes), new Uint8Array(columns)]
  const colour: Colour = new Float64Array(3)
  for (let column = 0; column < columns; column += 1) {
    const [u, v] = [(column % chromaNodes) * chromaStep, Math.floor(column / chromaNodes) * chromaStep]
    for (let y = 0; y < lumaNodes; y += 1) {
      fromYuv(colour, y * lumaStep, u, v)
      if (isNear(colour)) {
        step(colour)
        first[column] = Math.min(y, first[column] as number)
        last[column] = y
      }
      toYuv(colour)
      values.set(colour, (column * lumaNodes + y) * 3)
    }
  }
  return { values, first, last }
}

/** Whether a colour has a U and V that some brightness can have: at edges any brightness meets the U and V of its neighbours. */
function isNear(colour: Colour): boolean {
  const red = colour[0] as number
  const green = colour[1] as number
  const blue = colour[2] as number
  return Math.max(red, green, blue) - Math.min(red, green, blue) < 1 + margin
}

function lumaTable({ values, first, last }: Nodes): Uint8Array {
  const table = new Uint8Array(chromaNodes * chromaNodes * 256)
  for (let column = 0; column < chromaNodes * chromaNodes; column += 1) {
    if ((first[column] as number) > (last[column] as number)) {
      table.set(sameLuma, column * 256)
      continue
    }
    const start = column * lumaNodes * 3
    for (let y = 0; y < 256; y += 1) {
      const at = start + (y >> 3) * 3
      const from = values[at] as number
      const value = from + (((values[at + 3] as number) - from) * (y & 7)) / lumaStep
      table[column * 256 + y] = value < 16 ? 16 : value > 235 ? 235 : value + 0.5
    }
  }
  return table
}

const sameLuma = Uint8Array.from({ length: 256 }, (_, y) => Math.min(235, Math.max(16, y)))

function chromaTable({ values, first, last }: Nodes): Uint16Array {
  const table = new Uint16Array(256 * 256 * lumaNodes)
  for (let cell = 0; cell < 64 * 64; cell += 1) {
    const [u, v] = [(cell & 63) * chromaStep, (cell >> 6) * chromaStep]
    const column = (cell >> 6) * chromaNodes + (cell & 63)
    const corners = [column, column + 1, column + chromaNodes, column + chromaNodes + 1]
    const from = Math.min(...corners.map((each) => first[each] as number))
    const to = Math.max(...corners.map((each) => last[each] as number))
    for (let inside = 0; inside < chromaStep * chromaStep; inside += 1)
      fillChroma(table, values, column, u + (inside & 3), v + (inside >> 2), from, to)
  }
  return table
}

/** One U and V at each brightness, between the four columns around them; `from` and `to` are the nodes that matter. */
function fillChroma(
  table: Uint16Array,
  values: Float32Array,
  column: number,
  u: number,
  v: number,
  from: number,
  to: number,
): void {
  const start = (v * 256 + u) * lumaNodes
  table.fill((legal(u) << 8) | legal(v), start, start + lumaNodes)
  const across = (u & 3) / chromaStep
  const down = (v & 3) / chromaStep
  const a = (1 - down) * (1 - across)
  const b = (1 - down) * across
  const c = down * (1 - across)
  const d = down * across
  for (let y = from; y <= to; y += 1) {
    const upperLeft = (column * lumaNodes + y) * 3 + 1
    const upperRight = upperLeft + columnNumbers
    const lowerLeft = upperLeft + rowNumbers
    const lowerRight = lowerLeft + columnNumbers
    const blue =
      (values[upperLeft] as number) * a +
      (values[upperRight] as number) * b +
      (values[lowerLeft] as number) * c +
      (values[lowerRight] as number) * d
    const red =
      (values[upperLeft + 1] as number) * a +
      (values[upperRight + 1] as number) * b +
      (values[lowerLeft + 1] as number) * c +
      (values[lowerRight + 1] as number) * d
    table[start + y] = (legal(blue) << 8) | legal(red)
  }
}

const columnNumbers = lumaNodes * 3
const rowNumbers = chromaNodes * columnNumbers

function legal(value: number): number {
  return value < 16 ? 16 : value > 240 ? 240 : (value + 0.5) | 0
}

/** Sends every pixel of a picture through the tables, in place. */
export function applyColourTables({ width, height, luma, u, v }: Planes, tables: ColourTables): void {
  const half = width / 2
  const toLuma = tables.luma
  const toChroma = tables.chroma
  for (let row = 0; row < height / 2; row += 1) {
    let upper = row * 2 * width
    let lower = upper + width
    const end = (row + 1) * half
    for (let at = row * half; at < end; at += 1) {
      const oldU = u[at] as number
      const oldV = v[at] as number
      const a = luma[upper] as number
      const b = luma[upper + 1] as number
      const c = luma[lower] as number
      const d = luma[lower + 1] as number
      const base = (((oldV + 2) >> 2) * chromaNodes + ((oldU + 2) >> 2)) << 8
      // Between two brightnesses, or else a soft slope would change its colour in steps.
      const mean = (a + b + c + d + 2) >> 2
      const node = ((oldV << 8) | oldU) * lumaNodes + (mean >> 3)
      const low = toChroma[node] as number
      const high = toChroma[node + 1] as number
      const share = mean & 7
      luma[upper] = toLuma[base + a] as number
      luma[upper + 1] = toLuma[base + b] as number
      luma[lower] = toLuma[base + c] as number
      luma[lower + 1] = toLuma[base + d] as number
      u[at] = ((low >> 8) * (8 - share) + (high >> 8) * share + 4) >> 3
      v[at] = ((low & 255) * (8 - share) + (high & 255) * share + 4) >> 3
      upper += 2
      lower += 2
    }
  }
}
