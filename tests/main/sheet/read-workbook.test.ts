import * as fc from 'fast-check'
import writeExcel from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/messages/app-error.ts'
import { readBytes } from './read-bytes.ts'
import { writeWorkbook, zipOf } from './workbook-by-hand.ts'

const cellsOf = ({ rows }: { readonly rows: readonly { readonly cells: readonly string[] }[] }) => rows.map(({ cells }) => cells)

const data = (rows: string): string => `<sheetData>${rows}</sheetData>`
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const header = (...names: readonly string[]): string => `<row>${names.map(inline).join('')}</row>`
const one = (inside: string) => ({ name: 'Rows', inside })

describe('a workbook that a program wrote', () => {
  it('gives texts as they are shown, days and times as ISO writes them', async () => {
    const day = new Date(Date.UTC(2026, 10, 23, 9, 30))
    const bytes = await writeExcel([
      {
        sheet: 'Lessons',
        data: [
          ['clip', 'title', 'points', 'sum', 'right', 'day', 'from'],
          [
            'a.mp4',
            'Größe & <Gewicht>\nمرحبا 😀',
            2.5,
            0.1 + 0.2,
            true,
            { value: day, type: Date, format: 'yyyy-mm-dd' },
            { value: day, type: Date, format: 'dd.mm.yy hh:mm' },
          ],
        ],
      },
      {
        sheet: 'Notes',
        data: [
          ['only', 'this'],
          [null, 7],
        ],
      },
    ]).toBuffer()
    const [lessons, notes] = await readBytes(bytes)
    expect(lessons).toEqual({
      name: 'Lessons',
      columns: ['clip', 'title', 'points', 'sum', 'right', 'day', 'from'],
      rows: [
        { line: 2, cells: ['a.mp4', 'Größe & <Gewicht>\nمرحبا 😀', '2.5', '0.3', 'true', '2026-11-23', '2026-11-23T09:30:00'] },
      ],
      remarks: [],
    })
    expect(notes).toMatchObject({ name: 'Notes', columns: ['only', 'this'], rows: [{ line: 2, cells: ['', '7'] }] })
  })

  it('gives what merged cells hold to each of them, and tells of formulas that were never calculated', async () => {
    const bytes = await writeExcel([
      ['clip', { value: 'question', columnSpan: 2 }, null],
      [{ value: 'a.mp4', rowSpan: 2 }, 'one', { value: '=1+1', type: 'Formula' }],
      [null, 'two', 'three'],
    ]).toBuffer()
    const [sheet] = await readBytes(bytes)
    expect(sheet.columns).toEqual(['clip', 'question', 'question (2)'])
    expect(cellsOf(sheet)).toEqual([
      ['a.mp4', 'one', ''],
      ['a.mp4', 'two', 'three'],
    ])
    expect(sheet.remarks).toEqual([
      expect.stringMatching(/1 cell with a formula \(first C2\) had no value/),
      expect.stringMatching(/2 groups of merged cells \(first B1:C1\)/),
      expect.stringContaining('“question (2)”'),
    ])
  })

  it('gives what was written, whatever that was', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 10 })
      .map((each) => each.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''))
      // The writer loses what every object has, such as "valueOf".
      .filter((each) => !Object.hasOwn(Object.prototype, each))
    const cell = fc.oneof(text, fc.constantFrom('_x00', '=1+1', ' padded ', '<c>', '&amp;', ']]>'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
        const [sheet] = await readBytes(await writeExcel([['clip', 'title'], ...rows]).toBuffer())
        expect(cellsOf(sheet)).toEqual(rows.filter((row) => row.some((each) => each.trim() !== '')))
      }),
      { numRuns: 25, endOnFailure: true },
    )
  })
})

describe('a workbook of another writer', () => {
  it('gives shared texts of several styles without their readings, and letters that XML cannot hold', async () => {
    const texts = [
      '<si><t>clip</t></si>',
      '<si><r><t>ques</t></r><r><rPr><b/></rPr><t>tion</t></r></si>',
      '<si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si>',
      '<si><t xml:space="preserve">one_x000D_\ntwo</t></si>',
      '<si/>',
    ].join('')
    const cell = (place: string, index: number): string => `<c r="${place}" t="s"><v>${index}</v></c>`
    const inside = data(
      `<row r="1">${cell('A1', 0)}${cell('C1', 1)}</row><row r="4">${cell('C4', 3)}</row><row r="3">${cell('A3', 2)}${cell('C3', 4)}</row>`,
    )
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(inside)], texts }))
    expect(sheet).toMatchObject({ columns: ['clip', 'question'], remarks: [] })
    expect(sheet.rows).toEqual([
      { line: 3, cells: ['漢字', ''] },
      { line: 4, cells: ['', 'one\ntwo'] },
    ])
  })

  it('is read with prefixes on its names, and without its hidden sheets', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    const sheet = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c t="str"><x:v>clip</x:v></x:c><x:c t="str"><x:v>n</x:v></x:c></x:row><x:row><x:c t="str"><x:v>a</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const bytes = await writeWorkbook({
      sheets: [{ name: 'Old', inside: data(header('a', 'b')), state: 'hidden' }, one('')],
      parts: { 'xl/worksheets/sheet2.xml': sheet },
    })
    const sheets = await readBytes(bytes)
    expect(sheets).toMatchObject([{ name: 'Rows', columns: ['clip', 'n'], rows: [{ cells: ['a', '1'] }] }])
    expect(sheets).toHaveLength(1)
  })

  it('tells of columns that are too far to the right', async () => {
    const wide = (place: string) => data(`${header('clip', 'n')}<row r="2"><c r="${place}2" t="str"><v>far</v></c></row>`)
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(wide('SG'))] }))
    expect(sheet.remarks).toContain('Only the first 500 columns are read; those behind SF were left out.')
    const [near] = await readBytes(await writeWorkbook({ sheets: [one(wide('B'))] }))
    expect(near.remarks).toEqual([])
  })

  it('gives the values of formulas, nothing for errors, and tells of both', async () => {
    const inside = data(
      `${header('clip', 'n', 'm')}<row><c t="str"><f>A1&amp;"x"</f><v>a.mp4</v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`,
    )
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(inside)] }))
    expect(cellsOf(sheet)).toEqual([['a.mp4', '2', '']])
    expect(sheet.remarks).toEqual([
      '3 cells with a formula (first A2) gave the value that was there when the sheet was last saved.',
      '1 cell with an error in place of a value (first C2) read as empty.',
    ])
  })

  it.each([
    [14, '46349', '2026-11-23'],
    [14, '1', '1900-01-01'],
    [14, '59', '1900-02-28'],
    [14, '61', '1900-03-01'],
    [20, '0.5', '12:00:00'],
    [22, '46349.999999', '2026-11-24T00:00:00'],
    [46, '1.5', '36:00:00'],
    [0, '46349', '46349'],
    [9, '0.5', '0.5'],
    ['[$-407]d. mmmm yyyy;@', '46349', '2026-11-23'],
    ['0.00" days"', '1.5', '1.5'],
    ['[Red]#,##0.00', '1.5', '1.5'],
    ['\\d0', '3', '3'],
    ['mm:ss', '0.001', '00:01:26'],
    ['General', '1E-3', '0.001'],
    [14, '99999999', '99999999'],
    [14, 'soon', 'soon'],
  ])('shows a number of the format %s', async (format, value, shown) => {
    const inside = data(`${header('a', 'b')}<row><c s="1"><v>${value}</v></c></row>`)
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(inside)], formats: [0, format] }))
    expect(cellsOf(sheet)).toEqual([[shown, '']])
  })

  it('has 50,000 rows and not one more', async () => {
    const rows = (count: number) => data(header('clip', 'n') + `<row>${inline('a.mp4')}<c><v>1</v></c></row>`.repeat(count))
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(rows(50_000))] }))
    expect(sheet.rows).toHaveLength(50_000)
    expect(sheet.rows.at(-1)).toEqual({ line: 50_001, cells: ['a.mp4', '1'] })
    await expect(readBytes(await writeWorkbook({ sheets: [one(rows(50_001))] }))).rejects.toMatchObject({
      code: 'sheet.too-many-rows',
    })
  })

  it('counts days from 1904 where it says so', async () => {
    const inside = data(`${header('a', 'b')}<row><c s="1"><v>44887</v></c></row>`)
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(inside)], formats: [0, 14], from1904: true }))
    expect(cellsOf(sheet)).toEqual([['2026-11-23', '']])
  })
})

describe('a workbook that means harm', () => {
  const rows = data(`${header('a', 'b')}<row>${inline('x')}</row>`)
  const refused = async (bytes: Uint8Array | Promise<Uint8Array>): Promise<string> => {
    const result = await readBytes(await bytes).catch((thrown: unknown) => thrown)
    return result instanceof AppError ? result.code : `no AppError: ${String(result)}`
  }

  it('is refused: entities, endless cells, more than it can hold, places that are none', async () => {
    const evil = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'
    expect(await refused(writeWorkbook({ sheets: [one('')], parts: { 'xl/worksheets/sheet1.xml': evil } }))).toBe('sheet.damaged')
    expect(await refused(writeWorkbook({ sheets: [one(data(`<row>${inline('x'.repeat(200_000))}</row>`))] }))).toBe(
      'sheet.damaged',
    )
    expect(await refused(writeWorkbook({ sheets: [one(data('<row r="99999999"/>'))] }))).toBe('sheet.damaged')
    expect(await refused(writeWorkbook({ sheets: [one(data('<row><c r="AAAAAA1"/></row>'))] }))).toBe('sheet.damaged')
    expect(await refused(writeWorkbook({ sheets: [one(data('<row><c r="A1">'))] }))).toBe('sheet.damaged')
    expect(await refused(writeWorkbook({ sheets: [one(rows)], parts: { 'xl/media/bomb': ' '.repeat(40_000_000) } }))).toBe(
      'sheet.damaged',
    )
  })

  it('merges all cells a thousand times, and is refused, or names cells far away, which are left out', async () => {
    const many = data(`${header('a', 'b')}${`<row>${inline('x')}</row>`.repeat(2000)}`)
    const merges = `<mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(1000)}</mergeCells>`
    expect(await refused(writeWorkbook({ sheets: [one(many + merges)] }))).toBe('sheet.damaged')
    const backwards = `<mergeCells>${'<mergeCell ref="B1:A1048576"/>'.repeat(1000)}</mergeCells>`
    expect(await refused(writeWorkbook({ sheets: [one(many + backwards)] }))).toBe('sheet.damaged')
    const far = data(`${header('a', 'b')}<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>`)
    const [sheet] = await readBytes(await writeWorkbook({ sheets: [one(far)] }))
    expect(sheet).toMatchObject({ columns: ['a', 'b'], rows: [{ line: 1_048_576, cells: ['1', ''] }] })
  })

  it('is refused by what it is where it is no workbook', async () => {
    expect(await refused(zipOf([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']]))).toBe('sheet.other-program')
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('sheet.old-format')
    expect(await refused(writeWorkbook({ sheets: [] }))).toBe('sheet.empty')
    expect(await refused(writeWorkbook({ sheets: [one(data(''))] }))).toBe('sheet.empty')
    expect(await refused(writeWorkbook({ sheets: [one(rows)], parts: { 'xl/workbook.xml': '<document/>' } }))).toBe(
      'sheet.other-program',
    )
  })

  it('gives its rows or one clear sentence, wherever it was damaged', async () => {
    const whole = await writeWorkbook({ sheets: [one(rows)] })
    const clear = new Set(['sheet.damaged', 'sheet.other-program', 'sheet.empty', 'sheet.not-a-sheet'])
    const damage = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), cut: fc.boolean() })
    const outcomes: string[] = []
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, byte, cut }) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole)
        if (!cut) bytes[at] = byte
        const outcome = await readBytes(bytes).then(
          () => 'read',
          (thrown: unknown) => (thrown instanceof AppError ? thrown.code : `no AppError: ${String(thrown)}`),
        )
        outcomes.push(outcome)
        expect(outcome === 'read' || clear.has(outcome), outcome).toBe(true)
      }),
      { numRuns: 200 },
    )
    expect(new Set(outcomes).size).toBeGreaterThan(1)
  })
})
