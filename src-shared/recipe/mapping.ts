import type { LessonProblem } from '../lesson/lesson-problem.ts'
import { findNames, type RecipeRow } from './fill-recipe.ts'
import type { Recipe } from './recipe-schema.ts'
import type { Sheet } from './sheet.ts'

/** Which column gives each name that a recipe asks for; null leaves it empty. `clip` is the column that names the row's clip. */
export type Mapping = Readonly<Record<string, string | null>>

/** What columns are often called, for names that recipes often ask for; in the languages of the player. */
const often: Readonly<Record<string, readonly string[]>> = {
  clip: [
    'clip',
    'file',
    'video',
    'filename',
    'file name',
    'datei',
    'dateiname',
    'bestand',
    'fichier',
    'archivo',
    'fichero',
    'ملف',
    'مقطع',
  ],
  title: ['title', 'name', 'titel', 'titre', 'titolo', 'título', 'عنوان'],
  captions: ['captions', 'subtitles', 'srt', 'vtt', 'untertitel', 'ondertitels', 'sous-titres', 'sottotitoli', 'subtítulos'],
  question: ['question', 'prompt', 'frage', 'vraag', 'domanda', 'pregunta', 'سؤال'],
  correct: [
    'correct',
    'correct answer',
    'solution',
    'right',
    'richtig',
    'lösung',
    'juist',
    'bonne réponse',
    'corretta',
    'correcta',
  ],
  description: ['description', 'beschreibung', 'beschrijving', 'descrizione', 'descripción', 'وصف'],
  keywords: ['keywords', 'tags', 'stichwörter', 'trefwoorden', 'mots-clés', 'parole chiave', 'palabras clave'],
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\-\s]+/g, ' ')
    .trim()

/** The names to find columns for: the clip first, then those of the recipe. */
export function namesToMap(recipe: Recipe): readonly string[] {
  return ['clip', ...findNames(recipe)]
}

/** What the recipe says, then columns of the same name, then columns that are often called so. Names without any are left out. */
export function guessMapping(recipe: Recipe, columns: readonly string[]): Mapping {
  const taken = new Set<string>()
  const found = new Map<string, string>()
  const take = (name: string, column: string | undefined): void => {
    if (column === undefined || found.has(name) || taken.has(column)) return
    found.set(name, column)
    taken.add(column)
  }
  const names = namesToMap(recipe)
  for (const name of names) {
    const said = recipe.columns && Object.hasOwn(recipe.columns, name) ? recipe.columns[name] : undefined
    if (said !== undefined)
      take(
        name,
        columns.find((column) => plain(column) === plain(said)),
      )
  }
  for (const name of names)
    take(
      name,
      columns.find((column) => plain(column) === plain(name)),
    )
  for (const name of names) {
    const words = Object.hasOwn(often, plain(name)) ? (often[plain(name)] ?? []) : []
    take(
      name,
      columns.find((column) => !taken.has(column) && words.includes(plain(column))),
    )
  }
  return Object.fromEntries(found)
}

export type MappedRows = {
  readonly rows: readonly RecipeRow[]
  /** Of the sheet as a whole. */
  readonly problems: readonly LessonProblem[]
  /** By the keys of rows. */
  readonly rowProblems: ReadonlyMap<string, readonly string[]>
}

/** The rows of a sheet for a recipe. Empty lines are left out; a row without a clip is listed with its problem. */
export function mapRows(recipe: Recipe, sheet: Sheet, mapping: Mapping): MappedRows {
  const places = new Map(sheet.columns.map((column, index) => [column, index]))
  const problems = namesToMap(recipe)
    .filter((name) => !places.has(mapping[name] ?? '') && !isLeftEmpty(name, mapping))
    .map((name) => ({
      path: name,
      message: `is given by no column. The sheet has ${sheet.columns.map((column) => `“${column}”`).join(', ') || 'no columns'}`,
    }))
  if (problems.length > 0) return { rows: [], problems, rowProblems: new Map() }
  const names = namesToMap(recipe)
  const lines = sheet.rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      line,
      values: Object.fromEntries(names.map((name) => [name, cells[places.get(mapping[name] ?? '') ?? -1] ?? ''])),
    }))
  return { ...nameRows(recipe, lines), problems }
}

/** A name that its user wants no column for; a clip there must be. */
export function isLeftEmpty(name: string, mapping: Mapping): boolean {
  return name !== 'clip' && mapping[name] === null
}

/** Texts by the names of `namesToMap`, and the line that they stand on. */
export type NamedLine = { readonly line: number; readonly values: Readonly<Record<string, string>> }

/** A row of each line, in their order, under a key that stays the same in every run. */
export function nameRows(recipe: Recipe, lines: readonly NamedLine[]): Omit<MappedRows, 'problems'> {
  const names = findNames(recipe)
  const rowProblems = new Map<string, readonly string[]>()
  const seen = new Map<string, number>()
  const rows = lines.map((given, index): RecipeRow => {
    const read = (name: string): string => (given.values[name] ?? '').trim()
    const clip = read('clip')
    // The clip names its row, so that a row put in between changes no other one.
    const name = clip.normalize('NFC').replaceAll('\\', '/') || `line ${given.line}`
    const key = takeKey(name, seen)
    if (clip === '') rowProblems.set(key, [`Line ${given.line} names no clip.`])
    return { key, number: index + 1, clip, values: Object.fromEntries(names.map((each) => [each, read(each)])) }
  })
  return { rows, rowProblems }
}

/** "a.mp4", then "a.mp4 (2)", which may be the name of another clip. `seen`: how often each name was asked for. */
function takeKey(name: string, seen: Map<string, number>): string {
  let times = (seen.get(name) ?? 0) + 1
  let key = times === 1 ? name : `${name} (${times})`
  while (times > 1 && seen.has(key)) {
    times += 1
    key = `${name} (${times})`
  }
  seen.set(name, times)
  if (key !== name) seen.set(key, 1)
  return key
}
