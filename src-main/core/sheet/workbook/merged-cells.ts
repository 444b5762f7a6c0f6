import { WorkbookFault } from './parts.ts'
import { mostColumns } from '../grid.ts'

/** A line while it is read. */
export type OpenLine = { readonly line: number; readonly cells: string[] }

/** Of cells, columns from 0 and lines from 1, ends included. */
export type CellRange = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Cells that are filled and lines that are looked at; a sheet that was made to harm merges all cells a thousand times. */
const mostWork = 2_000_000

/** Writes what a merged cell holds into all cells it covers; gives the ranges that held something. `lines` are in their order. */
export function fillMerged(lines: readonly OpenLine[], ranges: readonly CellRange[]): readonly CellRange[] {
  let work = 0
  return ranges.filter(({ left, top, right, bottom }) => {
    const first = findLine(lines, top)
    const value = lines[first]?.line === top ? (lines[first]?.cells[left] ?? '') : ''
    if (value === '') return false
    const last = Math.min(right, mostColumns - 1)
    for (let at = first; at < lines.length; at += 1) {
      const line = lines[at]
      if (!line || line.line > bottom) break
      work += 1 + last - left
      if (work > mostWork) throw new WorkbookFault('more merged cells than allowed')
      while (line.cells.length <= last) line.cells.push('')
      line.cells.fill(value, left, last + 1)
    }
    return true
  })
}

/** The place of the first line that is not above `line`. */
function findLine(lines: readonly OpenLine[], line: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}
