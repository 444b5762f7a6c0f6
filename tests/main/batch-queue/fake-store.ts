import type { ItemChange, StoredBatch, StoredItem } from '#main/core/batch-queue/batch.ts'
import type { BatchStore } from '#main/core/batch-queue/queue-contract.ts'
import type { ItemResult } from '#main/core/batch/item-record.ts'

type Kept = { head: StoredBatch; readonly request: unknown; items: StoredItem[]; readonly results: Map<string, ItemResult> }

/** What a library would keep: a queue that dies leaves it as it is. */
export function createFakeStore() {
  const batches = new Map<string, Kept>()
  let order: string[] = []

  const require = (id: string): Kept => {
    const kept = batches.get(id)
    if (!kept) throw new Error(`no batch ${id}`)
    return kept
  }

  function open(isDead: () => boolean): BatchStore {
    /** Each call takes a moment, as one to another process does; nothing is kept of those after the crash. */
    const answer = async <T>(work: () => T): Promise<T> => {
      if (isDead()) throw new Error('the program has crashed')
      const result = work()
      await Promise.resolve()
      return result
    }
    return {
      addBatch: (head, request, items) =>
        answer(() => {
          batches.set(head.id, { head, request: structuredClone(request), items: [...items], results: new Map() })
          order.push(head.id)
          return null
        }),
      recoverBatches: () =>
        answer(() => {
          for (const kept of batches.values()) {
            if (kept.head.state === 'running') kept.head = { ...kept.head, state: 'waiting' }
            kept.items = kept.items.map((item) => (item.state === 'running' ? { ...item, state: 'waiting' } : item))
          }
          return order.map((id) => require(id).head)
        }),
      readBatch: (id) => answer(() => structuredClone(require(id).request)),
      readBatchItems: (id) => answer(() => require(id).items),
      readBatchResults: (id) => answer(() => [...require(id).results].map(([key, result]) => ({ key, result }))),
      updateBatch: (head) => answer(() => ((require(head.id).head = head), null)),
      updateBatchItems: (id, changes: readonly ItemChange[]) =>
        answer(() => {
          const kept = require(id)
          for (const { result, ...change } of changes) {
            kept.items = kept.items.map((item) => (item.key === change.key ? { ...item, ...change } : item))
            if (result) kept.results.set(change.key, result)
          }
          return null
        }),
      orderBatches: (ids) => answer(() => ((order = [...ids]), null)),
      orderBatchItems: (id, keys) =>
        answer(() => {
          const kept = require(id)
          kept.items = keys.flatMap((key) => kept.items.find((item) => item.key === key) ?? [])
          return null
        }),
      removeBatch: (id) =>
        answer(() => {
          batches.delete(id)
          order = order.filter((each) => each !== id)
          return null
        }),
    }
  }
  return { open, itemsOf: (id: string): readonly StoredItem[] => require(id).items, headOf: (id: string) => require(id).head }
}
