import { fileLabel } from '../file-label.ts'

export const textErrors = {
  'text.too-large': (p: { file: string; limitMb: number }) =>
    `“${fileLabel(p.file)}” is larger than ${p.limitMb} MB. Choose a smaller text file.`,
  'text.not-text': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is not a text file. Save it as plain text (.txt) and choose that.`,
  'translation.not-xliff': (p: { file: string }) =>
    `“${fileLabel(p.file)}” is damaged or no XLIFF file. Export it again where it was translated, as XLIFF 1.2 or 2.`,
  'translation.none-found': (p: { file: string }) =>
    `“${fileLabel(p.file)}” holds no translated captions. Translate at least one and export it again.`,
} as const
