import { sheetRemarks } from '#shared/messages/sheet-remarks.ts'
import type { Sheet, SheetRow } from '#shared/recipe/sheet.ts'
import { mostColumns, nameColumn, type Grid, type GridLine } from './grid.ts'

/** How far below a title the names of columns are looked for. */
const mostTitleLines = 3

/** The table of a grid: its first full line gives the names of columns. null where nothing is written in it. */
export function makeSheet({ name, lines, remarks }: Grid): Sheet | null {
  const written = lines.filter(({ cells }) => cells.some(isWritten))
  const [header, ...rest] = written.slice(countTitles(written))
  if (!header) return null
  const titles = written.slice(0, written.indexOf(header))
  const columns = nameColumns(header.cells, rest)
  const rows = rest.map(({ line, cells }): SheetRow => ({ line, cells: columns.places.map((place) => cells[place] ?? '') }))
  return {
    name,
    columns: columns.names,
    rows,
    remarks: [
      ...remarks,
      ...titles.map(({ line }) => sheetRemarks.titleSkipped({ line })),
      ...columns.remarks,
      ...remarkOnHeader(header),
      ...remarkOnLength(header, rest),
      ...remarkOnWidth(written),
      ...(rows.length === 0 ? [sheetRemarks.noRows()] : []),
    ],
  }
}

const isWritten = (cell: string): boolean => cell.trim() !== ''

/** Lines of one text above the first line of several. A sheet of one column has no title. */
function countTitles(lines: readonly GridLine[]): number {
  const first = lines.slice(0, mostTitleLines + 1).findIndex(({ cells }) => new Set(cells.filter(isWritten)).size > 1)
  return Math.max(0, first)
}

type NamedColumns = {
  readonly names: readonly string[]
  readonly places: readonly number[]
  readonly remarks: readonly string[]
}

function nameColumns(header: readonly string[], rows: readonly GridLine[]): NamedColumns {
  const names: string[] = []
  const places: number[] = []
  const [alike, unnamed]: [string[], string[]] = [[], []]
  const taken = new Set<string>()
  header.slice(0, mostColumns).forEach((cell, place) => {
    const plain = cell.trim().replaceAll(/\s+/g, ' ')
    if (plain === '') {
      if (rows.some(({ cells }) => isWritten(cells[place] ?? ''))) unnamed.push(nameColumn(place))
      return
    }
    const name = numberName(plain, taken)
    if (name !== plain) alike.push(`“${name}”`)
    taken.add(name)
    names.push(name)
    places.push(place)
  })
  const remarks = [
    ...(alike.length > 0 ? [sheetRemarks.columnsNamedAlike({ names: alike.join(', ') })] : []),
    ...(unnamed.length > 0 ? [sheetRemarks.columnsUnnamed({ columns: unnamed.join(', ') })] : []),
  ]
  return { names, places, remarks }
}

function numberName(plain: string, taken: ReadonlySet<string>): string {
  let name = plain
  for (let number = 2; taken.has(name); number += 1) name = `${plain} (${number})`
  return name
}

/** What people write into rows and never call a column: numbers, days, names of files. */
const ofRow = /^(?:[+-]?\d+(?:[.,]\d+)*|\d{4}-\d\d-\d\d.*|\S.*\.(?:mp4|mov|m4v|webm|mkv|avi|3gp|mts|srt|vtt|jpe?g|png))$/i

function remarkOnHeader({ line, cells }: GridLine): readonly string[] {
  const example = cells.find((cell) => ofRow.test(cell.trim()))
  return example === undefined ? [] : [sheetRemarks.headerMissing({ line, example: example.trim() })]
}

function remarkOnLength(header: GridLine, rows: readonly GridLine[]): readonly string[] {
  const width = Math.min(mostColumns, header.cells.length)
  const long = rows.filter(({ cells }) => cells.length > width && cells.slice(width, mostColumns).some(isWritten))
  const [first] = long
  return first ? [sheetRemarks.rowsTooLong({ count: long.length, line: first.line })] : []
}

function remarkOnWidth(lines: readonly GridLine[]): readonly string[] {
  const isWide = lines.some(({ cells }) => cells.length > mostColumns && cells.slice(mostColumns).some(isWritten))
  return isWide ? [sheetRemarks.columnsTooMany({ most: mostColumns, last: nameColumn(mostColumns - 1) })] : []
}
