import path from 'node:path'
import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readSheet } from '#main/core/sheet/read-sheet.ts'
import type { Sheet } from '#shared/recipe/sheet.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { readBytes } from './read-bytes.ts'

async function read(content: string | Uint8Array): Promise<Sheet> {
  const [sheet, ...others] = await readBytes(content)
  expect(others).toEqual([])
  return sheet
}

const cellsOf = async (content: string | Uint8Array) => (await read(content)).rows.map(({ cells }) => cells)

describe('a CSV', () => {
  it('is read with the separator and the encoding it has', async () => {
    const written = 'clip;Frage\r\na.mp4;"Größe; Gewicht?"\r\nb.mp4;2,5\r\n'
    const rows = [
      ['a.mp4', 'Größe; Gewicht?'],
      ['b.mp4', '2,5'],
    ]
    const utf8 = await read(`\ufeff${written}`)
    expect(utf8).toMatchObject({ name: '', columns: ['clip', 'Frage'], remarks: [] })
    expect(utf8.rows.map(({ cells }) => cells)).toEqual(rows)
    const western = await read(Buffer.from(written, 'latin1'))
    expect(western.rows).toEqual(utf8.rows)
    expect(western.remarks).toEqual([expect.stringContaining('windows-1252')])
    const wide = Buffer.from(`\ufeff${written.replaceAll(';', '\t').replace('\t Gewicht', '; Gewicht')}`, 'utf16le')
    expect(await cellsOf(wide)).toEqual(rows)
    expect((await read('sep=|\r\nclip|n\r\na,b,c|1\r\n')).rows).toEqual([{ line: 3, cells: ['a,b,c', '1'] }])
  })

  it('counts lines as a spreadsheet does', async () => {
    const { rows } = await read('clip,q\na,"one\r\ntwo"\n\n,\nb,2')
    expect(rows).toEqual([
      { line: 2, cells: ['a', 'one\ntwo'] },
      { line: 5, cells: ['b', '2'] },
    ])
  })

  it('tells what does not fit its columns', async () => {
    const sheet = await read('Lessons of class 5b,,,\nclip,name,name,,name\na,1,2,x,3,4\nb\n')
    expect(sheet.columns).toEqual(['clip', 'name', 'name (2)', 'name (3)'])
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([
      ['a', '1', '2', '3'],
      ['b', '', '', ''],
    ])
    expect(sheet.remarks).toEqual([
      'Line 1 was taken for a title of the sheet and left out.',
      expect.stringContaining('“name (2)”, “name (3)”'),
      expect.stringContaining('left out: D.'),
      expect.stringContaining('1 row has more cells than there are columns (first is line 3)'),
    ])
  })

  it('tells that the names of columns are missing, or the rows', async () => {
    expect((await read('a.mp4,What is it?\nb.mp4,Why?')).remarks).toEqual([expect.stringContaining('“a.mp4”')])
    expect(await read('clip,question\n')).toMatchObject({ rows: [], remarks: [expect.stringContaining('no rows')] })
  })

  it('looks at odd quotation marks, and refuses one that swallows the rest', async () => {
    const odd = await read('clip,q\na,"he said "so" to me"\nb,5" wide\n')
    expect(odd.rows.map(({ cells }) => cells)).toEqual([
      ['a', 'he said "so" to me'],
      ['b', '5" wide'],
    ])
    expect(odd.remarks).toEqual([expect.stringContaining('first in line 2')])
    await expect(read('clip,q\na,1\nb,"open\nc,3\n')).rejects.toMatchObject({
      data: { code: 'sheet.unclosed-quote', params: { line: 3 } },
    })
  })

  it('is refused where it is none', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'sheet.empty' })
    await expect(read(' ,\r\n,\n')).rejects.toMatchObject({ code: 'sheet.empty' })
    await expect(read(Uint8Array.from({ length: 4000 }, (_, index) => index % 256))).rejects.toMatchObject({
      code: 'sheet.not-a-sheet',
    })
    const folder = await temporaryFolder()
    const { signal } = new AbortController()
    await expect(readSheet(path.join(folder, 'none.csv'), signal)).rejects.toMatchObject({ code: 'file.not-found' })
    await expect(readSheet(folder, signal)).rejects.toMatchObject({ code: 'file.not-a-file' })
    await expect(readSheet(import.meta.filename, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('has 50,000 rows and not one more', async () => {
    const lines = (count: number): string => `clip,q\n${'a.mp4,"x, y"\n'.repeat(count)}`
    expect((await read(lines(50_000))).rows).toHaveLength(50_000)
    await expect(read(lines(50_001))).rejects.toMatchObject({ code: 'sheet.too-many-rows' })
    await expect(read(`clip,q\n${'\n'.repeat(300_000)}a,b`)).rejects.toMatchObject({ code: 'sheet.too-many-rows' })
  })

  it('gives what was written, whatever that was', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('a;b', 'x\ty', '"', '""', '1,5', "'", '=1+1'),
    )
    const written = cell.map((text) => text.replaceAll(/\p{Cc}/gu, ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(written, written, written), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, newline) => {
          const text = Papa.unparse([['clip', 'title', 'question'], ...rows], { delimiter, newline, quotes: true })
          const wanted = rows.filter((row) => row.some((each) => each.trim() !== ''))
          expect(await cellsOf(text)).toEqual(wanted)
        },
      ),
      { numRuns: 60 },
    )
  })
})
