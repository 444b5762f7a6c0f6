import { fileLabel } from '../file-label.ts'

export const projectFileErrors = {
  'project-file.damaged': (p: { file: string; reason: string }) =>
    `“${fileLabel(p.file)}” is damaged or no lesson of Tidbit Studio (${p.reason}). Ask for it again; nothing was added to your lessons.`,
  'project-file.newer': (p: { file: string; version: number }) =>
    `“${fileLabel(p.file)}” was made by a newer Tidbit Studio (format ${p.version}). Update Tidbit Studio to open it.`,
  'project-file.media-refused': (p: { file: string; name: string }) =>
    `The clip “${p.name}” in “${fileLabel(p.file)}” is not what it should be, so the file was not opened. Ask for it again.`,
  'project-file.media-missing': (p: { names: string }) =>
    `The lesson cannot be packed: these files are not where they were, or were changed: ${p.names}. Find them in the lesson’s media first.`,
} as const
