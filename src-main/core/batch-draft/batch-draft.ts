import path from 'node:path'
import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import { appError } from '#shared/messages/app-error.ts'
import { batchDraftText } from '#shared/messages/ui/batch-draft.ts'
import { dryRun, type DryRow } from '../batch/dry-run.ts'
import type { BatchRequest } from '../batch-queue/batch-request.ts'
import { judgeTogether, type PlannedItem, type PlanServices } from '../batch/plan-batch.ts'
import type { ItemOrder } from '../batch/run-item.ts'
import type { DraftWish } from './draft-wish.ts'
import { fillRows, type FilledRow } from './fill-rows.ts'
import { createRowPlanner } from './plan-rows.ts'
import { readInput, type DraftInput, type DraftSource } from './read-input.ts'

type Services = PlanServices & {
  /** The version of this program: another one makes everything again. */
  readonly version: string
  /** A date such as "2026-05-31". */
  readonly today: () => string
}

export type DraftCheck = { readonly version: number; readonly isWhole: boolean; readonly rows: readonly DraftRow[] }

/** A batch on its way: which files it is made from, and what would come of it. Writes nothing. */
export type BatchDraft = {
  /** Where the files that the recipe names are looked for; null beside the clips. */
  useRecipeFolder(folder: string | null): void
  /** Throws as `readInput`. */
  takeInput(source: DraftSource, signal: AbortSignal): Promise<DraftInput>
  /** What was taken last; null before. */
  readonly input: DraftInput | null
  useOutFolder(folder: string): void
  readonly outFolder: string | null
  /** Rows that are not as they were in the check of the version `since`. A newer check ends this one. Throws `cancelled`, `batch.draft-empty`. */
  check(wish: DraftWish, since: number | null, fresh: boolean): Promise<DraftCheck>
  /** The rows that can be made. Throws `batch.draft-empty`, `cancelled`. */
  order(wish: DraftWish, signal: AbortSignal): Promise<Omit<BatchRequest, 'madeBy'>>
  /** A single row, ready to be made. Throws `batch.row-refused` with what is wrong with it. */
  orderRow(wish: DraftWish, line: number, signal: AbortSignal): Promise<ItemOrder>
  close(): void
}

export function createBatchDraft(services: Services): BatchDraft {
  const planner = createRowPlanner(services)
  let input: DraftInput | null = null
  let recipeFolder: string | null = null
  let ownOutFolder: string | null = null
  let running: AbortController | null = null
  /** What the window has, by line. */
  let told = new Map<number, string>()
  let version = 0

  const outFolder = (): string | null => ownOutFolder ?? (input && path.join(input.base, batchDraftText.resultsFolder))

  function require(): { readonly input: DraftInput; readonly outFolder: string; readonly recipeFolder: string } {
    const folder = outFolder()
    if (input === null || folder === null) throw appError('batch.draft-empty', {})
    return { input, outFolder: folder, recipeFolder: recipeFolder ?? input.base }
  }

  async function plan(wish: DraftWish, signal: AbortSignal) {
    const places = require()
    const filled = fillRows(places.input, wish)
    const order = {
      recipe: wish.recipe,
      recipeFile: path.join(places.recipeFolder, 'recipe.json'),
      outFolder: places.outFolder,
      today: services.today(),
    }
    const wanted = filled.filter(({ isLeftOut }) => !isLeftOut)
    const items = await planner.plan(wanted, order, signal)
    return { ...places, filled, wanted, items: await judgeTogether(items, places.outFolder) }
  }

  return {
    useRecipeFolder(folder) {
      recipeFolder = folder
    },
    async takeInput(source, signal) {
      const base =
        source.kind === 'folder' ? source.folder : path.dirname(source.kind === 'sheet' ? source.file : source.files[0])
      const taken = await readInput(source, ownOutFolder ?? path.join(base, batchDraftText.resultsFolder), signal)
      planner.forget()
      told = new Map()
      input = taken
      return taken
    },
    get input() {
      return input
    },
    useOutFolder(folder) {
      ownOutFolder = folder
    },
    get outFolder() {
      return outFolder()
    },
    async check(wish, since, fresh) {
      running?.abort()
      const own = new AbortController()
      running = own
      if (fresh) planner.forget()
      const { filled, items, outFolder: folder } = await plan(wish, own.signal)
      const judged = await dryRun(items, { outFolder: folder, version: services.version, signal: own.signal })
      if (own.signal.aborted) throw appError('cancelled', {})
      const rows = joinRows(filled, judged)
      const isWhole = since === null || since !== version || told.size !== rows.length
      const now = new Map(rows.map((row) => [row.line, JSON.stringify(row)]))
      const changed = isWhole ? rows : rows.filter(({ line }) => told.get(line) !== now.get(line))
      told = now
      version += 1
      return { version, isWhole, rows: changed }
    },
    async order(wish, signal) {
      const planned = await plan(wish, signal)
      const rows = planned.wanted.flatMap(({ input: row }, index) => (isMakeable(planned.items[index]) ? [row] : []))
      if (rows.length === 0) throw appError('batch.draft-empty', {})
      return {
        recipe: wish.recipe,
        recipeFolder: planned.recipeFolder,
        rows,
        outFolder: planned.outFolder,
        remarks: planned.input.remarks,
      }
    },
    async orderRow(wish, line, signal) {
      const { wanted, items } = await plan({ ...wish, leftOut: wish.leftOut.filter((each) => each !== line) }, signal)
      const item = items[wanted.findIndex((row) => row.line === line)]
      if (!item) throw appError('batch.draft-empty', {})
      if (item.order === null || item.refusals.length > 0)
        throw appError('batch.row-refused', { reasons: item.refusals.join(' ') })
      return item.order
    },
    close() {
      running?.abort()
    },
  }
}

const isMakeable = (item: PlannedItem | undefined): boolean => item !== undefined && item.refusals.length === 0

function joinRows(filled: readonly FilledRow[], judged: readonly DryRow[]): readonly DraftRow[] {
  const byKey = new Map(judged.map((row) => [row.key, row]))
  return filled.map(({ line, values, row, isLeftOut }): DraftRow => {
    const found = isLeftOut ? undefined : byKey.get(row.key)
    if (!found) return { line, values, state: 'left-out', errors: [], warnings: [], outputs: [] }
    const { state, errors, warnings, outputs } = found
    return { line, values, state, errors, warnings, outputs }
  })
}
