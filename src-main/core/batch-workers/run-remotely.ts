import type { BatchProgress } from '../batch/batch-progress.ts'
import type { PlannedItem } from '../batch/plan-batch.ts'
import type { BatchReport } from '../batch/report/report.ts'
import { runBatch } from '../batch/run-batch.ts'
import { workInFolder } from '../batch/work-in-folder.ts'
import type { Submitter } from './submit-items.ts'

type Order = {
  readonly recipeName: string
  readonly items: readonly PlannedItem[]
  readonly outFolder: string
  readonly remarks: readonly string[]
  readonly version: string
  /** How many are handed out at once. */
  readonly atOnce: number
}

type Context = { readonly signal: AbortSignal; readonly tell: (progress: BatchProgress) => void }

/** As `runRecipe`, made by the workers of a queue. A queue that stays away ends it, what is not made counts as not begun. */
export async function runRemotely(order: Order, submitter: Submitter, { signal, tell }: Context): Promise<BatchReport> {
  const { recipeName, items, outFolder, remarks, version, atOnce } = order
  const startedMs = Date.now()
  const outcome = await workInFolder(outFolder, ({ journal, places }) =>
    runBatch(
      {
        ...{ items, outFolder, version, journal, pictureFolder: places.pictures },
        workers: Array.from({ length: atOnce }, (_, index) => index),
        async make(item: PlannedItem, _slot: number, context) {
          if (!item.order) throw new Error('an item without an order was to be made')
          return submitter.make(item.order, context)
        },
      },
      { signal: AbortSignal.any([signal, submitter.lostSignal]), tell },
    ),
  )
  return {
    recipe: recipeName,
    startedAt: new Date(startedMs).toISOString(),
    milliseconds: Date.now() - startedMs,
    remarks,
    ...outcome,
    stopped: outcome.stopped ?? submitter.lost()?.message ?? null,
  }
}
