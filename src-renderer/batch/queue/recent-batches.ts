import type { BatchSummary } from '#shared/ipc/areas/batch-queue.ts'

/** Batches that are over and are listed at once. */
const mostOver = 20

/** Without the oldest of those that are over; the one that is shown stays. */
export function recentBatches(batches: readonly BatchSummary[], shownId: string): readonly BatchSummary[] {
  const over = batches.filter(({ state }) => state === 'over')
  const older = new Set(over.slice(0, -mostOver).map(({ batchId }) => batchId as string))
  older.delete(shownId)
  return batches.filter(({ batchId }) => !older.has(batchId))
}
