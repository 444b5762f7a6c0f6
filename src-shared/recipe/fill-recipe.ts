import { err, ok, type Result } from '../base/result.ts'
import { describeIssues, type LessonProblem } from '../lesson/lesson-problem.ts'
import { recipeSchema, type Recipe } from './recipe-schema.ts'

/** One lesson to be: its clip, and what a sheet says of it. */
export type RecipeRow = {
  /** The same in every run. */
  readonly key: string
  /** Counted from 1, as people count. */
  readonly number: number
  /** The clip as the folder, list or sheet names it. */
  readonly clip: string
  /** By the names that the recipe asks for. */
  readonly values: Readonly<Record<string, string>>
}

/** Filled in for every row, whatever its sheet says. */
export const ownNames = ['clip', 'clip folder', 'row'] as const

/** `{name}`; `{{` and `}}` stand for braces. */
const pattern = /\{\{|\}\}|\{([^{}]+)\}/g

/** The names that a recipe asks for, in order of appearance, but for those that every row has. */
export function findNames(recipe: Pick<Recipe, 'steps'>): readonly string[] {
  const names = new Set<string>()
  visitTexts(recipe.steps, (written) => {
    for (const [, name] of written.matchAll(pattern)) if (name !== undefined) names.add(name.trim())
  })
  for (const own of ownNames) names.delete(own)
  return [...names]
}

/**
 * The recipe as it is for one row, its names filled in. A text that is one name alone and has no value in this row is left out, as if the
 * recipe did not say it; in a longer text it becomes nothing. Lists every name that the row does not know, and every value that does not fit.
 */
export function fillRecipe(recipe: Recipe, row: RecipeRow): Result<Recipe, readonly LessonProblem[]> {
  const own = { clip: clipName(row.clip), 'clip folder': clipFolder(row.clip), row: String(row.number) }
  const values: Readonly<Record<string, string>> = { ...row.values, ...own }
  const missing = findNames(recipe).filter((name) => !Object.hasOwn(values, name))
  if (missing.length > 0)
    return err(missing.map((name) => ({ path: name, message: `is no column of this sheet; add it, or choose another` })))
  const parsed = recipeSchema.safeParse({ ...recipe, steps: fillValue(recipe.steps, values) })
  return parsed.success ? ok(parsed.data) : err(describeIssues(parsed.error.issues, () => []))
}

/** The file's name without folders and ending. */
export function clipName(clip: string): string {
  const last = clip.split(/[\\/]/).at(-1) ?? clip
  return last.replace(/(?<=.)\.[^.]{1,8}$/, '')
}

/** The folder in which it lies, as its row names it; empty for one that lies beside the sheet or in the folder itself. */
function clipFolder(clip: string): string {
  return clip.split(/[\\/]/).slice(0, -1).join('/')
}

function fillValue(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fillText(value, values)
  if (Array.isArray(value)) return value.map((each: unknown) => fillValue(each, values)).filter((each) => each !== undefined)
  if (typeof value !== 'object' || value === null) return value
  const filled = Object.entries(value).map(([key, each]): [string, unknown] => [key, fillMember(key, each, values)])
  return Object.fromEntries(filled.filter(([, each]) => each !== undefined))
}

/** Choices keep their places for the letters that name them, and a question without a prompt is not asked. */
function fillMember(key: string, value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (key === 'choices' && Array.isArray(value)) return value.map((each: unknown) => fillValue(each, values) ?? '')
  return fillValue(value, values) ?? (key === 'prompt' ? '' : undefined)
}

function fillText(written: string, values: Readonly<Record<string, string>>): string | undefined {
  const text = written.replace(pattern, (found, name: string | undefined) =>
    name === undefined ? found.slice(1) : (values[name.trim()] ?? '').trim(),
  )
  const isOneName = /^\{[^{}]+\}$/.test(written)
  return isOneName && text === '' ? undefined : text
}

function visitTexts(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value)
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) visitTexts(each, visit)
}
