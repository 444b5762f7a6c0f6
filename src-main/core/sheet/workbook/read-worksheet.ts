import { sheetRemarks } from '#shared/messages/sheet-remarks.ts'
import { mostColumns, mostRows, nameColumn, type Grid } from '../grid.ts'
import { fillMerged, type CellRange, type OpenLine } from './merged-cells.ts'
import { writeNumber, type NumberKind } from './number-text.ts'
import { visitPart, WorkbookFault, type Parts } from './parts.ts'
import { limitText, unescapeText } from './shared-texts.ts'

export type WorkbookFacts = {
  readonly texts: readonly string[]
  /** How the numbers of each style are meant. */
  readonly kinds: readonly NumberKind[]
  readonly from1904: boolean
}

/** More lines with texts than any sheet may have, with its header and titles. */
const mostLines = mostRows + 10
const mostRanges = 100_000

/** Thrown where a sheet has more rows than are read. */
export class TooManyRows extends Error {}

/** What stands in the cells of one sheet, and what of it was read otherwise than it was written. */
export async function readWorksheet(parts: Parts, part: string, name: string, facts: WorkbookFacts): Promise<Grid> {
  const lines: OpenLine[] = []
  const ranges: CellRange[] = []
  const [formulas, valueless, faults] = [new Tally(), new Tally(), new Tally()]
  let row = 0
  let cells: string[] = []
  let column = -1
  let type = ''
  let kind: NumberKind = 'number'
  let value: string | null = null
  let inline = ''
  let hasFormula = false
  let taken: 'value' | 'inline' | null = null
  let readings = 0
  let isTooWide = false

  const endCell = (): void => {
    const place = `${nameColumn(column)}${row}`
    if (hasFormula) (value === null ? valueless : formulas).add(place)
    if (type === 'e') faults.add(place)
    const text = type === 'inlineStr' ? unescapeText(inline) : readValue(type, value ?? '', kind, facts)
    if (text === '') return
    if (column >= mostColumns) {
      isTooWide = true
      return
    }
    while (cells.length < column) cells.push('')
    cells[column] = text
  }

  await visitPart(parts, part, {
    open: (tag, attributes) => {
      taken = null
      if (tag === 'row') {
        row = readCount(attributes.r, row + 1)
        cells = []
        column = -1
      } else if (tag === 'c') {
        column = attributes.r === undefined ? column + 1 : readCell(attributes.r).column
        type = attributes.t ?? 'n'
        kind = facts.kinds[Number(attributes.s ?? 0)] ?? 'number'
        value = null
        inline = ''
        hasFormula = false
      } else if (tag === 'v') {
        value = ''
        taken = 'value'
      } else if (tag === 'f') hasFormula = true
      else if (tag === 'rPh') readings += 1
      else if (tag === 't' && readings === 0) taken = 'inline'
      else if (tag === 'mergeCell' && ranges.length < mostRanges) ranges.push(readRange(attributes.ref ?? ''))
    },
    text: (piece) => {
      if (taken === 'value') value = limitText((value ?? '') + piece)
      else if (taken === 'inline') inline = limitText(inline + piece)
    },
    close: (tag) => {
      taken = null
      if (tag === 'c') endCell()
      else if (tag === 'rPh') readings -= 1
      else if (tag === 'row' && cells.length > 0) lines.push({ line: row, cells })
      if (lines.length > mostLines) throw new TooManyRows()
    },
  })

  lines.sort((one, other) => one.line - other.line)
  const merged = fillMerged(lines, ranges)
  const [firstMerged] = merged
  return {
    name,
    lines,
    remarks: [
      ...formulas.tell(sheetRemarks.formulas),
      ...valueless.tell(sheetRemarks.formulasWithoutValue),
      ...faults.tell(sheetRemarks.faults),
      ...(isTooWide ? [sheetRemarks.columnsTooMany({ most: mostColumns, last: nameColumn(mostColumns - 1) })] : []),
      ...(firstMerged ? [sheetRemarks.merged({ count: merged.length, first: nameRange(firstMerged) })] : []),
    ],
  }
}

/** Counts cells of one kind, and knows the first. */
class Tally {
  #count = 0
  #first = ''

  add(place: string): void {
    if (this.#count === 0) this.#first = place
    this.#count += 1
  }

  tell(sentence: (found: { count: number; first: string }) => string): readonly string[] {
    return this.#count === 0 ? [] : [sentence({ count: this.#count, first: this.#first })]
  }
}

function readValue(type: string, value: string, kind: NumberKind, { texts, from1904 }: WorkbookFacts): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? ''
    case 'b':
      return value === '1' ? 'true' : 'false'
    case 'e':
      return ''
    case 'str':
      return unescapeText(value)
    case 'd':
      return value
    default:
      return writeNumber(value, kind, from1904)
  }
}

function readCount(written: string | undefined, usual: number): number {
  if (written === undefined) return usual
  if (!/^[1-9]\d{0,6}$/.test(written)) throw new WorkbookFault(`row ${written}`)
  return Number(written)
}

/** "B3": column 1 of line 3. */
function readCell(written: string): { readonly column: number; readonly line: number } {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(written) ?? []
  if (letters === undefined) throw new WorkbookFault(`cell ${written}`)
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, line: Number(digits) }
}

/** Its corners may be written in any order. */
function readRange(written: string): CellRange {
  const [start = '', end = start] = written.split(':')
  const [one, other] = [readCell(start), readCell(end)]
  return {
    left: Math.min(one.column, other.column),
    top: Math.min(one.line, other.line),
    right: Math.max(one.column, other.column),
    bottom: Math.max(one.line, other.line),
  }
}

function nameRange({ left, top, right, bottom }: CellRange): string {
  return `${nameColumn(left)}${top}:${nameColumn(right)}${bottom}`
}
