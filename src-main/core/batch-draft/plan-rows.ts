import { setImmediate as breathe } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'
import { createFileFinder } from '../batch/inputs/file-finder.ts'
import { planRow, type PlannedItem, type PlanOrder, type PlanServices } from '../batch/plan-batch.ts'
import type { FilledRow } from './fill-rows.ts'

/** Others of the same process wait no longer than this. */
const sliceMs = 12

type Known = { readonly as: string; readonly item: PlannedItem }

export type RowPlanner = {
  /** Plans rows that are not as they were when they were planned last; gives up when `signal` is aborted. Throws `cancelled`. */
  plan(rows: readonly FilledRow[], order: Omit<PlanOrder, 'rows'>, signal: AbortSignal): Promise<readonly PlannedItem[]>
  /** Files may have come or gone. */
  forget(): void
}

/** Plans thousands of rows without holding up the process, and after a change only what changed. */
export function createRowPlanner(services: PlanServices): RowPlanner {
  const known = new Map<number, Known>()
  /** The models that are there are asked for once. */
  const models = new Map<string, ReturnType<PlanServices['chooseModel']>>()
  let plannedFor: string | null = null
  const chooseModel: PlanServices['chooseModel'] = (language) => {
    const chosen = models.get(language) ?? services.chooseModel(language)
    models.set(language, chosen)
    return chosen
  }

  function forgetOthers(order: Omit<PlanOrder, 'rows'>): void {
    const now = JSON.stringify([order.recipe, order.recipeFile, order.outFolder, order.today])
    if (plannedFor !== now) known.clear()
    plannedFor = now
  }

  return {
    async plan(rows, order, signal) {
      forgetOthers(order)
      const finder = createFileFinder({ confined: true })
      let sliceEndsMs = performance.now() + sliceMs
      const items: PlannedItem[] = []
      for (const { line, input } of rows) {
        const as = JSON.stringify(input)
        const before = known.get(line)
        const item = before?.as === as ? before.item : await planRow(input, order, finder, { ...services, chooseModel })
        known.set(line, { as, item })
        items.push(item)
        if (performance.now() < sliceEndsMs) continue
        await breathe()
        if (signal.aborted) throw appError('cancelled', {})
        sliceEndsMs = performance.now() + sliceMs
      }
      return items
    },
    forget() {
      known.clear()
      models.clear()
    },
  }
}
