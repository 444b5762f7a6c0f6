import { fileLabel } from '../file-label.ts'

export const libraryEditErrors = {
  'library-edit.unknown-change': (_: Record<string, never>) =>
    'This change is no longer kept. Go back to an earlier version of each lesson instead.',
  'library-edit.edited-since': (p: { title: string }) =>
    `“${p.title}” was edited since, so it stays as it is. Open it and change it there.`,
  'library-edit.exported-since': (p: { title: string; file: string }) =>
    `“${fileLabel(p.file)}” was written again since, so “${p.title}” stays as it is exported now.`,
  'library-edit.former-gone': (p: { title: string; file: string }) =>
    `What “${fileLabel(p.file)}” was before is no longer kept, so “${p.title}” stays as it is exported now.`,
  'library-edit.no-way-back': (p: { title: string }) =>
    `The steps of “${p.title}” could not be kept. Go back to an earlier version of it.`,
} as const
