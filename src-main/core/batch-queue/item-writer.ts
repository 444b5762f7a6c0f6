import type { ItemChange } from './batch.ts'

export type ItemWriter = {
  put(change: ItemChange): void
  /** Resolves when all that was put is stored. */
  whenWritten(): Promise<void>
}

/** Stores changes of items together, as many as come while the ones before are being stored. */
export function createItemWriter(
  store: (items: readonly ItemChange[]) => Promise<unknown>,
  onError: (thrown: unknown) => void,
): ItemWriter {
  let waiting = new Map<string, ItemChange>()
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const items = [...waiting.values()]
      waiting = new Map()
      await store(items).catch(onError)
    }
    writing = null
  }

  return {
    put(change) {
      const before = waiting.get(change.key)
      waiting.set(change.key, { ...change, result: change.result ?? before?.result ?? null })
      writing ??= Promise.resolve().then(write)
    },
    whenWritten: () => writing ?? Promise.resolve(),
  }
}
