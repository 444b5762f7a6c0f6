import { batchQueueText } from '#shared/messages/ui/batch-queue.ts'
import type { ItemResult } from '../batch/item-record.ts'
import type { BatchReport, ItemOutcome } from '../batch/report/report.ts'
import type { BatchItemState } from './batch.ts'
import type { BatchRequest } from './batch-request.ts'
import type { LiveBatch } from './live-batch.ts'

const outcomes: Readonly<Record<BatchItemState, ItemOutcome>> = {
  waiting: 'waiting',
  running: 'waiting',
  done: 'done',
  unchanged: 'unchanged',
  failed: 'failed',
  cancelled: 'waiting',
}

type Results = readonly { readonly key: string; readonly result: ItemResult }[]

/** What is known of a batch now (milliseconds since 1970), in the order of its rows. */
export function reportBatch(
  batch: LiveBatch,
  { recipe, rows, remarks }: BatchRequest,
  results: Results,
  now: number,
): BatchReport {
  const { createdAt, startedAt, endedAt, stopped } = batch.head
  const known = new Map(results.map(({ key, result }) => [key, result]))
  const begun = startedAt ?? createdAt
  return {
    recipe: recipe.name,
    startedAt: new Date(begun).toISOString(),
    milliseconds: Math.max(0, (endedAt ?? now) - begun),
    stopped,
    remarks,
    items: rows.flatMap(({ row: { key } }) => {
      const item = batch.find(key)
      if (!item) return []
      const isMade = item.state === 'done' || item.state === 'unchanged'
      return {
        key,
        name: item.name,
        outcome: outcomes[item.state],
        reason: item.state === 'cancelled' ? batchQueueText.cancelledReason : item.sentence,
        milliseconds: item.milliseconds,
        result: isMade ? (known.get(key) ?? null) : null,
      }
    }),
  }
}
