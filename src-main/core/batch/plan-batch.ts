import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { describeRowProblem } from '#shared/recipe/row-problem.ts'
import { checkRow } from '#shared/recipe/check-row.ts'
import { fillRecipe } from '#shared/recipe/fill-recipe.ts'
import { findNeeds, type RecipeNeeds } from '#shared/recipe/find-needs.ts'
import { findStep } from '#shared/recipe/find-step.ts'
import { findDoubles } from '#shared/recipe/name-output.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { FileFinder, FoundFile } from './inputs/file-finder.ts'
import type { InputRow } from './inputs/read-rows.ts'
import { nameOutputs } from './name-outputs.ts'
import type { BatchItem } from './run-batch.ts'
import type { ItemOrder } from './run-item.ts'
import type { TemplateSource } from './shared-facts.ts'

/** A row with all that is known of it before anything is made; `order` is null where it cannot be made. */
export type PlannedItem = BatchItem & { readonly order: ItemOrder | null }

export type PlanOrder = {
  readonly recipe: Recipe
  readonly recipeFile: string
  readonly rows: readonly InputRow[]
  readonly outFolder: string
  readonly today: string
}

export type PlanServices = {
  /** The best speech model for a language; null where there is none. */
  readonly chooseModel: (language: string) => Promise<SpeechModelId | null>
  readonly loadTemplate: (source: TemplateSource) => Promise<LessonDocument>
}

/** Looks at every row: fills in the recipe, finds its files, names its results, finds those that two rows would write. Reads no media. */
export async function planBatch(order: PlanOrder, services: PlanServices, finder: FileFinder): Promise<readonly PlannedItem[]> {
  const models = new Map<string, Promise<SpeechModelId | null>>()
  const chooseModel = (language: string): Promise<SpeechModelId | null> => {
    const chosen = models.get(language) ?? services.chooseModel(language)
    models.set(language, chosen)
    return chosen
  }
  const planned: PlannedItem[] = []
  for (const row of order.rows) planned.push(await planRow(row, order, finder, { ...services, chooseModel }))
  return judgeTogether(planned, order.outFolder)
}

/** Refuses what rows would do to each other and to what they read. */
export function judgeTogether(planned: readonly PlannedItem[], outFolder: string): Promise<readonly PlannedItem[]> {
  return refuseOverwriting(refuseDoubles(refuseDoubles(planned, sameOutput(outFolder)), sameId))
}

/** One row for itself; what others do does not matter. */
export async function planRow(
  input: InputRow,
  order: Omit<PlanOrder, 'rows'>,
  finder: FileFinder,
  services: PlanServices,
): Promise<PlannedItem> {
  const { row, base, problems } = input
  const item = { key: row.key, name: row.clip === '' ? row.key : row.clip, inputs: [], parts: null }
  if (problems.length > 0) return { ...item, refusals: problems, order: null }
  const filled = fillRecipe(order.recipe, row)
  if (!filled.ok) return { ...item, refusals: filled.error.map(describeRowProblem), order: null }
  const recipe = filled.value
  const refusals = checkRow(recipe).map(describeRowProblem)
  const recipeFolder = path.dirname(order.recipeFile)
  const files = new Map<string, string>()
  const take = async (name: string, folders: readonly string[], optional = false): Promise<void> => {
    const found = await finder.find(name, folders)
    if ('file' in found) files.set(name, found.file)
    else if (!optional) refusals.push(describeMissing(found))
  }
  await take(row.clip, [base])
  const clip = files.get(row.clip) ?? path.resolve(base, row.clip)
  // A clip that may not be read must not open its folder to the other files of its row.
  const clipFolder = finder.mayRead(clip, [base]) ? path.dirname(clip) : base
  const template = templateSource(findNeeds(recipe), recipeFolder)
  if (template && 'file' in template && !finder.mayRead(template.file, [recipeFolder])) {
    refusals.push(appError('batch.file-outside', { file: findNeeds(recipe).template ?? '' }).message)
    return { ...item, refusals, order: null }
  }
  const needs = await withSlots(recipe, template, services).catch((thrown: unknown) => {
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown
    refusals.push(thrown.message)
    return findNeeds(recipe)
  })
  for (const name of needs.media) await take(name, [recipeFolder, base, clipFolder])
  for (const { file, optional } of needs.captionFiles) await take(file, [clipFolder, base, recipeFolder], optional)
  const speechModelId = needs.speech === null ? null : await services.chooseModel(needs.speech.language)
  if (needs.speech !== null && speechModelId === null)
    refusals.push(appError('batch.no-speech-model', { language: needs.speech.language }).message)
  const outputs = nameOutputs(recipe, row, order.outFolder)
  const names = [...files.keys()]
  const { name, language, steps } = recipe
  return {
    ...item,
    inputs: [...files.values(), ...(template && 'file' in template ? [template.file] : [])],
    parts: {
      recipe: { name, language, steps },
      row: { key: row.key, clip: row.clip },
      files: names,
      outputs: outputs.map(({ outputFile }) => path.relative(order.outFolder, outputFile)),
      speechModelId,
    },
    refusals,
    order: { row, needs, files, template, speechModelId, recipe, outputs, today: order.today },
  }
}

function templateSource({ template }: RecipeNeeds, recipeFolder: string): TemplateSource | null {
  if (template === null) return null
  return template.toLowerCase().endsWith('.tidbit') ? { file: path.resolve(recipeFolder, template) } : { shippedId: template }
}

/** Which slots take a file only the template says. */
async function withSlots(recipe: Recipe, template: TemplateSource | null, { loadTemplate }: PlanServices): Promise<RecipeNeeds> {
  if (template === null) return findNeeds(recipe)
  const { slots } = await loadTemplate(template)
  const kinds = new Map(Object.values(slots).map(({ name, kind }) => [name, kind]))
  return findNeeds(recipe, (slot) => ['clip', 'image', 'music'].includes(kinds.get(slot) ?? ''))
}

function describeMissing({ missing, similar, outside }: Exclude<FoundFile, { readonly file: string }>): string {
  if (outside) return appError('batch.file-outside', { file: missing }).message
  return similar === null
    ? appError('file.not-found', { file: missing }).message
    : appError('lesson.file-similar', { file: missing, similar }).message
}

type Doubles = {
  /** What a row calls its own. */
  readonly namesOf: (item: PlannedItem) => readonly string[]
  readonly describe: (name: string, keys: string) => string
}

/** No two rows may have one of these. */
function refuseDoubles(planned: readonly PlannedItem[], { namesOf, describe }: Doubles): readonly PlannedItem[] {
  const doubles = findDoubles(planned.map((item) => ({ key: item.key, outputs: namesOf(item) })))
  if (doubles.size === 0) return planned
  return planned.map((item) => {
    const sentences = namesOf(item).flatMap((name) => {
      const keys = doubles.get(name.normalize('NFC').toLowerCase())
      return keys ? [describe(name, listKeys(keys))] : []
    })
    return sentences.length === 0 ? item : { ...item, refusals: [...item.refusals, ...sentences] }
  })
}

/** One would write over the other. */
const sameOutput = (outFolder: string): Doubles => ({
  namesOf: ({ order }) => (order?.outputs ?? []).map(({ outputFile }) => path.relative(outFolder, outputFile)),
  describe: (file, keys) => appError('batch.same-output', { file, keys }).message,
})

/** A platform would take the results of one for those of the other. */
const sameId: Doubles = {
  namesOf: ({ order }) => [order && findStep(order.recipe, 'metadata')?.id].filter((id) => typeof id === 'string'),
  describe: (id, keys) => appError('batch.same-id', { id, keys }).message,
}

/** What a row makes may not take the place of what another one reads: a sheet may lie where its results go. */
async function refuseOverwriting(planned: readonly PlannedItem[]): Promise<readonly PlannedItem[]> {
  const folders = new Map<string, Promise<string>>()
  const placeOf = async (file: string): Promise<string> => {
    const folder = path.dirname(path.resolve(file))
    // One that is not there yet holds no clip.
    const real = folders.get(folder) ?? realpath(folder).catch(() => folder)
    folders.set(folder, real)
    return path
      .join(await real, path.basename(file))
      .normalize('NFC')
      .toLowerCase()
  }
  const sources = new Set(await Promise.all(planned.flatMap(({ inputs }) => inputs.map(placeOf))))
  return Promise.all(
    planned.map(async (item) => {
      const sentences: string[] = []
      for (const { outputFile } of item.order?.outputs ?? [])
        if (sources.has(await placeOf(outputFile)))
          sentences.push(appError('batch.output-is-input', { file: outputFile }).message)
      return sentences.length === 0 ? item : { ...item, refusals: [...item.refusals, ...sentences] }
    }),
  )
}

const mostKeysTold = 4

function listKeys(keys: readonly string[]): string {
  const told = keys.slice(0, mostKeysTold).map((key) => `“${key}”`)
  return keys.length > mostKeysTold ? `${told.join(', ')} and ${keys.length - mostKeysTold} more` : told.join(', ')
}
