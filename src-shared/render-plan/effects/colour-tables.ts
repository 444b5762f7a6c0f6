import { fromYuv, toYuv, type Colour, type ColourStep } from './colour.ts'
import type { Planes } from './planes.ts'

/**
 * A way of colours as tables over code values, quick enough to look up each pixel of a picture. The brightness is exact in Y and
 * knows U and V in steps of 4; the colour is exact in U and V and knows Y in steps of 8: each is fine where its slope is.
 */
export type ColourTables = {
  /** By V, U and Y: `((v + 2 >> 2) * 65 + (u + 2 >> 2)) * 256 + y`. */
  readonly luma: Uint8Array
  /** U and V in one number (`u << 8 | v`) by V, U and Y: `(v * 256 + u) * 33 + (y + 4 >> 3)`. */
  readonly chroma: Uint16Array
}

/** The one three-dimensional table that all colours go through: Y in steps of 8, U and V in steps of 4. */
const lumaNodes = 33
const lumaStep = 8
const chromaNodes = 65
const chromaStep = 4
/** How far outside 0 to 1 a colour may be and still matter to one inside, as a neighbour. */
const margin = 0.2

/** Computes the tables of a way of colours, about 50 ms. What no camera films (outside RGB by far) stays as it is. */
export function makeColourTables(step: ColourStep): ColourTables {
  const nodes = makeNodes(step)
  return { luma: lumaTable(nodes), chroma: chromaTable(nodes) }
}

/** Y, U and V of each node, one after the other; by V, U and Y. */
function makeNodes(step: ColourStep): Float32Array {
  const nodes = new Float32Array(chromaNodes * chromaNodes * lumaNodes * 3)
  const colour: Colour = new Float64Array(3)
  let at = 0
  for (let v = 0; v < chromaNodes; v += 1) {
    for (let u = 0; u < chromaNodes; u += 1) {
      for (let y = 0; y < lumaNodes; y += 1) {
        fromYuv(colour, y * lumaStep, u * chromaStep, v * chromaStep)
        if (colour.every((value) => value > -margin && value < 1 + margin)) step(colour)
        toYuv(colour)
        nodes.set(colour, at)
        at += 3
      }
    }
  }
  return nodes
}

function lumaTable(nodes: Float32Array): Uint8Array {
  const table = new Uint8Array(chromaNodes * chromaNodes * 256)
  for (let column = 0; column < chromaNodes * chromaNodes; column += 1) {
    const first = column * lumaNodes * 3
    for (let y = 0; y < 256; y += 1) {
      const at = first + (y >> 3) * 3
      const from = nodes[at] ?? 0
      const value = from + (((nodes[at + 3] ?? 0) - from) * (y & 7)) / lumaStep
      table[column * 256 + y] = value < 16 ? 16 : value > 235 ? 235 : value + 0.5
    }
  }
  return table
}

function chromaTable(nodes: Float32Array): Uint16Array {
  const table = new Uint16Array(256 * 256 * lumaNodes)
  const rowNodes = chromaNodes * lumaNodes * 3
  const columnNodes = lumaNodes * 3
  for (let v = 0; v < 256; v += 1) {
    const down = (v & 3) / chromaStep
    for (let u = 0; u < 256; u += 1) {
      const across = (u & 3) / chromaStep
      const corner = (v >> 2) * rowNodes + (u >> 2) * columnNodes
      const [a, b, c, d] = [(1 - down) * (1 - across), (1 - down) * across, down * (1 - across), down * across]
      const at = (v * 256 + u) * lumaNodes
      for (let y = 0; y < lumaNodes; y += 1) {
        const node = corner + y * 3
        table[at + y] = (weighed(nodes, node + 1, a, b, c, d) << 8) | weighed(nodes, node + 2, a, b, c, d)
      }
    }
  }
  return table
}

/** The value between four neighbours, as a legal code value. */
function weighed(nodes: Float32Array, at: number, a: number, b: number, c: number, d: number): number {
  const right = at + lumaNodes * 3
  const below = at + chromaNodes * lumaNodes * 3
  const belowRight = below + lumaNodes * 3
  const value = (nodes[at] ?? 0) * a + (nodes[right] ?? 0) * b + (nodes[below] ?? 0) * c + (nodes[belowRight] ?? 0) * d
  return value < 16 ? 16 : value > 240 ? 240 : Math.floor(value + 0.5)
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
      const chroma = toChroma[((oldV << 8) | oldU) * lumaNodes + ((a + b + c + d + 18) >> 5)] as number
      luma[upper] = toLuma[base + a] as number
      luma[upper + 1] = toLuma[base + b] as number
      luma[lower] = toLuma[base + c] as number
      luma[lower + 1] = toLuma[base + d] as number
      u[at] = chroma >> 8
      v[at] = chroma & 255
      upper += 2
      lower += 2
    }
  }
}
