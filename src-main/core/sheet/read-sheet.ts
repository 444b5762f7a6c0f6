import { appError } from '#shared/messages/app-error.ts'
import type { Sheet } from '#shared/recipe/sheet.ts'
import { isOverLimit, readSmallFile } from '../files/read-small-file.ts'
import { mostRows } from './grid.ts'
import { makeSheet } from './make-sheet.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './workbook/read-workbook.ts'

const limitMb = 32

/**
 * The tables of a CSV or XLSX file of a stranger, in their order; at least one, told apart by their content, whatever the file is called.
 * A CSV has one. Throws `sheet.*`, `file.*`, `cancelled`.
 */
export async function readSheet(file: string, signal: AbortSignal): Promise<readonly [Sheet, ...Sheet[]]> {
  const bytes = await readSmallFile(file, limitMb, signal)
  if (isOverLimit(bytes, limitMb)) throw appError('sheet.too-large', { file, limitMb })
  if (startsWith(bytes, compound)) throw appError('sheet.old-format', { file })
  const grids = startsWith(bytes, zip) ? await readWorkbook(file, signal) : [readCsv(bytes, file)]
  const [first, ...more] = grids.map(makeSheet).filter((sheet) => sheet !== null)
  if (!first) throw appError('sheet.empty', { file })
  const sheets: readonly [Sheet, ...Sheet[]] = [first, ...more]
  if (sheets.some(({ rows }) => rows.length > mostRows)) throw appError('sheet.too-many-rows', { file, most: mostRows })
  return sheets
}

/** What the files of old Excel and those with a password begin with. */
const compound = [0xd0, 0xcf, 0x11, 0xe0]
const zip = [0x50, 0x4b, 0x03, 0x04]

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte)
