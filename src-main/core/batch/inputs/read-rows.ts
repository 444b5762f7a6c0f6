import path from 'node:path'
import { stat } from 'node:fs/promises'
import { formatProblem } from '#shared/lesson/lesson-problem.ts'
import { appError } from '#shared/messages/app-error.ts'
import { batchText } from '#shared/messages/ui/batch.ts'
import { findNames, type RecipeRow } from '#shared/recipe/fill-recipe.ts'
import { guessMapping, mapRows } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { findClips, type FoundClip } from './find-clips.ts'

/** A row, the folder in which its clip is looked for, and what is wrong with it. */
export type InputRow = { readonly row: RecipeRow; readonly base: string; readonly problems: readonly string[] }

export type BatchRows = { readonly rows: readonly InputRow[]; readonly remarks: readonly string[] }

const sheetEndings = new Set(['.csv', '.tsv', '.xlsx'])

/** The rows that an input names: a folder, a pattern, a list, one clip, a sheet. Throws `file.*`, `batch.*`, `sheet.*`, `cancelled`. */
export async function readRows(
  input: string,
  { recipe, outFolder }: { readonly recipe: Recipe; readonly outFolder: string },
  signal: AbortSignal,
): Promise<BatchRows> {
  if (sheetEndings.has(path.extname(input).toLowerCase())) return rowsOfSheet(path.resolve(input), recipe, signal)
  const remarks: string[] = []
  const tellClosed = (folder: string): void => void remarks.push(batchText.closedFolder(path.relative(input, folder)))
  const clips = await findClips(input, outFolder, signal, tellClosed)
  if (clips.length === 0) throw appError('batch.no-inputs', { input })
  return { rows: await rowsOfClips(clips, input, recipe), remarks }
}

/** Clips without a sheet have no values. Throws `batch.needs-sheet`. */
export async function rowsOfClips(clips: readonly FoundClip[], input: string, recipe: Recipe): Promise<readonly InputRow[]> {
  const names = findNames(recipe)
  if (names.length > 0) throw appError('batch.needs-sheet', { names: names.map((name) => `{${name}}`).join(', ') })
  const base = await baseOf(input)
  return clips.map(({ key, file }, index) => ({
    row: { key, number: index + 1, clip: path.relative(base, file).split(path.sep).join('/'), values: {} },
    base,
    problems: [],
  }))
}

/** The first table of the file. Throws `batch.sheet-unfit` with what it lacks. */
async function rowsOfSheet(file: string, recipe: Recipe, signal: AbortSignal): Promise<BatchRows> {
  // What reads workbooks is loaded only for them.
  const { readSheet } = await import('../../sheet/read-sheet.ts')
  const [sheet, ...others] = await readSheet(file, signal)
  const { rows, problems, rowProblems } = mapRows(recipe, sheet, guessMapping(recipe, sheet.columns))
  if (problems.length > 0) throw appError('batch.sheet-unfit', { file, problems: problems.map(formatProblem).join('; ') })
  if (rows.length === 0) throw appError('batch.no-inputs', { input: file })
  const left = others.map(({ name }) => batchText.otherSheet(name))
  const base = path.dirname(file)
  return {
    rows: rows.map((row) => ({ row, base, problems: rowProblems.get(row.key) ?? [] })),
    remarks: [...sheet.remarks, ...left],
  }
}

async function baseOf(input: string): Promise<string> {
  const place = path.resolve(input)
  const facts = await stat(place).catch(() => null)
  return facts === null ? process.cwd() : facts.isDirectory() ? place : path.dirname(place)
}
