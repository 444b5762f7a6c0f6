import { fileLabel } from '../file-label.ts'

export const sheetErrors = {
  'sheet.too-large': (p: { file: string; limitMb: number }) =>
    `“${fileLabel(p.file)}” is larger than the ${p.limitMb} MB that a sheet may have. Choose the sheet itself, without pictures in it.`,
  'sheet.too-many-rows': (p: { file: string; most: number }) =>
    `“${fileLabel(p.file)}” has more than ${p.most} rows. Divide it over several sheets.`,
  'sheet.empty': (p: { file: string }) =>
    `“${fileLabel(p.file)}” holds no table. Write names of columns into its first line, and a row for each lesson under them.`,
  'sheet.not-a-sheet': (p: { file: string }) => `“${fileLabel(p.file)}” is no sheet. Choose an Excel file (.xlsx) or a CSV file.`,
  'sheet.old-format': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is protected by a password, or of an old Excel. Save it without a password as .xlsx and choose that file.`,
  'sheet.other-program': (p: { file: string }) =>
    `“${fileLabel(p.file)}” was saved in a form that Tidbit cannot read. Save it as .xlsx or CSV and choose that file.`,
  'sheet.damaged': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is damaged. Open it where it was made, save it again as .xlsx and choose that file.`,
  'sheet.unclosed-quote': (p: { file: string; line: number }) =>
    `“${fileLabel(p.file)}” has a quotation mark in row ${p.line} that is never closed, so that all that follows would be one cell. Close it, or save the sheet as .xlsx.`,
} as const
