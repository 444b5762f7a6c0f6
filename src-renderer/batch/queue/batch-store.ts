import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import {
  batchesMessageSchema,
  batchItemsMessageSchema,
  type BatchId,
  type BatchItem,
  type BatchSummary,
} from '#shared/ipc/areas/batch-queue.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { watchPort } from './watch-port.ts'

export const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type BatchesState = {
  /** Null before the first answer. */
  readonly batches: readonly BatchSummary[] | null
  readonly error: ErrorData | null
}

/** What the screen of batches shows; followed while it is open. */
export const batchStore = createStore<BatchesState>(() => ({ batches: null, error: null }))

export function followBatches(): () => void {
  return watchPort(
    call('batchQueue.watch', {}),
    batchesMessageSchema,
    ({ batches }) => batchStore.setState({ batches, error: null }),
    (thrown) => batchStore.setState({ error: toErrorData(thrown) }),
  )
}

type ItemsState = { readonly items: ReadonlyMap<string, BatchItem>; readonly order: readonly string[] | null }

/** The items of one batch. */
export function createItemsStore(): StoreApi<ItemsState> {
  return createStore<ItemsState>(() => ({ items: new Map(), order: null }))
}

export function followItems(batchId: BatchId, store: StoreApi<ItemsState>): () => void {
  return watchPort(
    call('batchQueue.watchItems', { batchId }),
    batchItemsMessageSchema,
    (message) =>
      store.setState(({ items, order }) => {
        const next = new Map(items)
        for (const item of message.items) next.set(item.key, item)
        return { items: next, order: message.order ?? order }
      }),
    tell,
  )
}

/** Gives up what has not ended, at once, and offers to take it back. */
export async function cancelRest({ batchId, state }: BatchSummary, items: readonly BatchItem[]): Promise<void> {
  const keys = items.filter((item) => item.state === 'waiting' || item.state === 'running').map(({ key }) => key)
  await call('batchQueue.cancel', { batchId, keys: null })
  const takeBack = async (): Promise<void> => {
    await call('batchQueue.retry', { batchId, keys })
    // What was held is held again.
    if (state === 'paused') await call('batchQueue.setPaused', { batchId, paused: true })
  }
  const run = (): void => void takeBack().catch(tell)
  showToast(text.batchQueue.cancelledRest(keys.length), { label: text.common.undo, run })
}
