import type { CoverageName } from './fonts.ts'
import { packedCoverage } from './tables/coverage.ts'

/** Starts and ends (half-open) of covered ranges in rising order, alternating. */
const unpacked = new Map<CoverageName, Uint32Array>()

function edgesOf(name: CoverageName): Uint32Array {
  const known = unpacked.get(name)
  if (known) return known
  const edges: number[] = []
  let cursor = 0
  for (const range of packedCoverage[name].split(' ')) {
    const [gap = '', length = ''] = range.split('.')
    const start = cursor + parseInt(gap, 36)
    cursor = start + parseInt(length, 36)
    edges.push(start, cursor)
  }
  const table = Uint32Array.from(edges)
  unpacked.set(name, table)
  return table
}

/** Whether the fonts of this name have a glyph for a code point. */
export function coversCodePoint(name: CoverageName, codePoint: number): boolean {
  const edges = edgesOf(name)
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= codePoint) low = middle + 1
    else high = middle
  }
  // An odd count of edges at or before the code point: inside a range.
  return low % 2 === 1
}
