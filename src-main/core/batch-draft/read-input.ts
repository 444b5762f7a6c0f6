import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { batchText } from '#shared/messages/ui/batch.ts'
import type { Sheet, SheetRow } from '#shared/recipe/sheet.ts'
import { findClips } from '../batch/inputs/find-clips.ts'

/** Where the clips of a batch come from, as the user chose it. Absolute paths. */
export type DraftSource =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'clips'; readonly files: readonly [string, ...string[]] }
  | { readonly kind: 'sheet'; readonly file: string }

export type DraftInput = {
  readonly kind: DraftSource['kind']
  /** What people call it: the name of the folder, of the sheet, or of the only clip. */
  readonly name: string
  /** The folder in which the clips of rows are looked for. */
  readonly base: string
  /** Of clips without a sheet, one with the single column "clip". */
  readonly sheet: Sheet
  readonly remarks: readonly string[]
}

/** Reads what the user chose. What lies in `outFolder` is no clip. Throws `file.*`, `batch.*`, `sheet.*`, `cancelled`. */
export async function readInput(source: DraftSource, outFolder: string, signal: AbortSignal): Promise<DraftInput> {
  switch (source.kind) {
    case 'sheet':
      return readSheetInput(source.file, signal)
    case 'folder': {
      const { folder } = source
      const remarks: string[] = []
      const tellClosed = (closed: string): void => void remarks.push(batchText.closedFolder(path.relative(folder, closed)))
      const clips = await findClips(folder, outFolder, signal, tellClosed)
      if (clips.length === 0) throw appError('batch.no-inputs', { input: folder })
      const files = clips.map(({ file }) => file)
      return { ...ofClips('folder', folder, folder, files), remarks }
    }
    case 'clips': {
      const [first] = source.files
      return ofClips('clips', first, path.dirname(first), source.files)
    }
  }
}

async function readSheetInput(file: string, signal: AbortSignal): Promise<DraftInput> {
  // What reads workbooks is loaded only for them.
  const { readSheet } = await import('../sheet/read-sheet.ts')
  const [sheet, ...others] = await readSheet(file, signal)
  const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw appError('batch.no-inputs', { input: file })
  return {
    kind: 'sheet',
    name: path.basename(file),
    base: path.dirname(file),
    sheet: { ...sheet, rows },
    remarks: [...sheet.remarks, ...others.map(({ name }) => batchText.otherSheet(name))],
  }
}

function ofClips(kind: 'folder' | 'clips', named: string, base: string, files: readonly string[]): DraftInput {
  const rows = files.map((file, index): SheetRow => ({ line: index + 1, cells: [nameWithin(base, file)] }))
  return { kind, name: path.basename(named), base, sheet: { name: '', columns: ['clip'], rows, remarks: [] }, remarks: [] }
}

const nameWithin = (base: string, file: string): string => path.relative(base, file).split(path.sep).join('/')
