import type { BatchProgress } from './batch-progress.ts'
import type { BatchWorker } from './batch-worker.ts'
import type { PlannedItem } from './plan-batch.ts'
import { runBatch } from './run-batch.ts'
import type { BatchReport } from './report/report.ts'
import { runItem, type ItemServices } from './run-item.ts'
import { workInFolder } from './work-in-folder.ts'

type Order = {
  readonly recipeName: string
  readonly items: readonly PlannedItem[]
  readonly outFolder: string
  readonly remarks: readonly string[]
  /** The version of this program. */
  readonly version: string
}

type Services = Omit<ItemServices, keyof BatchWorker | 'cacheFolder'> & { readonly workers: readonly BatchWorker[] }

type Context = { readonly signal: AbortSignal; readonly tell: (progress: BatchProgress) => void }

/**
 * Makes the planned items that are not made yet and keeps a journal of them in the folder of the results, which nobody else may work into
 * meanwhile. Throws `batch.folder-in-use`, and `file.*` where the folder or the journal cannot be written; what fails of an item is in the report.
 */
export async function runRecipe(order: Order, services: Services, context: Context): Promise<BatchReport> {
  const { recipeName, items, outFolder, remarks, version } = order
  const startedMs = Date.now()
  const outcome = await workInFolder(outFolder, ({ journal, places }) =>
    runBatch(
      {
        ...{ items, outFolder, version, journal, pictureFolder: places.pictures, workers: services.workers },
        async make(item, worker, itemContext) {
          if (!item.order) throw new Error('an item without an order was to be made')
          return runItem(item.order, { ...services, ...worker, cacheFolder: places.cache }, itemContext)
        },
      },
      context,
    ),
  )
  return {
    recipe: recipeName,
    startedAt: new Date(startedMs).toISOString(),
    milliseconds: Date.now() - startedMs,
    remarks,
    ...outcome,
  }
}
