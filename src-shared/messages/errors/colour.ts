import { fileLabel } from '../file-label.ts'

export const colourErrors = {
  'colour.not-a-table': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a colour table. Choose a .cube file with LUT_3D_SIZE or LUT_1D_SIZE in it.`,
  'colour.table-too-large': (p: { file: string; size: number; limit: number }) =>
    `The colour table “${fileLabel(p.file)}” has ${p.size} steps, Tidbit takes up to ${p.limit}. Save it again with 33 steps.`,
  'colour.table-bad-line': (p: { file: string; line: number }) =>
    `Line ${p.line} of the colour table “${fileLabel(p.file)}” cannot be read. Export it again from the program that made it.`,
  'colour.table-incomplete': (p: { file: string; count: number; expected: number }) =>
    `The colour table “${fileLabel(p.file)}” has ${p.count} colours where ${p.expected} belong. Copy or export it again.`,
  'colour.unknown-look': (p: { name: string; names: string }) =>
    `There is no look called “${p.name}”. Choose one of these: ${p.names}.`,
} as const
