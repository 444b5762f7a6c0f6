import { stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { fileError } from '../files/file-error.ts'
import type { DraftSource } from './read-input.ts'

export const sheetExtensions = ['csv', 'tsv', 'xlsx']
export const clipExtensions = ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', '3gp', 'mts']

/** What the files of a drop are to a batch: one folder, one sheet, or clips that lie in one folder. Throws `batch.drop-unfit`, `file.*`. */
export async function readDrop(files: readonly string[]): Promise<DraftSource> {
  const [first, ...others] = files
  if (first === undefined) throw appError('batch.drop-unfit', {})
  if (others.length === 0) {
    const facts = await stat(first).catch((thrown: unknown) => {
      throw fileError(thrown, { file: first, action: 'read' })
    })
    if (facts.isDirectory()) return { kind: 'folder', folder: first }
    if (hasExtension(first, sheetExtensions)) return { kind: 'sheet', file: first }
  }
  const isTogether = others.every((file) => path.dirname(file) === path.dirname(first))
  if (!isTogether || !files.every((file) => hasExtension(file, clipExtensions))) throw appError('batch.drop-unfit', {})
  return { kind: 'clips', files: [first, ...others] }
}

function hasExtension(file: string, extensions: readonly string[]): boolean {
  return extensions.includes(path.extname(file).slice(1).toLowerCase())
}
