import type { ProgressMessage } from '../jobs/progress-stream.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { BatchRequest } from './batch-request.ts'
import type { BatchSummary, LiveItem } from './live-batch.ts'

/** Where batches outlive the program. */
export type BatchStore = Pick<
  LibraryClient,
  | 'addBatch'
  | 'recoverBatches'
  | 'readBatch'
  | 'readBatchItems'
  | 'readBatchResults'
  | 'updateBatch'
  | 'updateBatchItems'
  | 'orderBatches'
  | 'orderBatchItems'
  | 'removeBatch'
>

/** Items that are as they were are left out; `order` is null where it is as it was. */
export type ItemsMessage = { readonly items: readonly LiveItem[]; readonly order: readonly string[] | null }

/** Batches one after the other, which outlive the program: each item ends once, whoever stops it in between. */
export type BatchQueue = {
  /** Once, at the start of the program: what it left behind goes on by itself. Everything else waits for it. */
  recover(): Promise<void>
  /** Behind all others; gives its id. Throws `library.*`. */
  add(request: BatchRequest): Promise<string>
  list(): Promise<readonly BatchSummary[]>
  /** Holds a batch where it is, or lets it go on; one that is held gives way to the next one that waits. */
  setPaused(id: string, paused: boolean): Promise<void>
  /** Gives up these items (null: all) that have not ended. */
  cancel(id: string, keys: readonly string[] | null): Promise<void>
  /** Failed items (null: all of them) and cancelled ones that are named wait again, looked at anew. */
  retry(id: string, keys: readonly string[] | null): Promise<void>
  /** Before another one, or last. */
  moveBatch(id: string, before: string | null): Promise<void>
  moveItem(id: string, key: string, before: string | null): Promise<void>
  /** From the list; what was made stays. */
  remove(id: string): Promise<void>
  /** The files of its report, written as things are now. Throws `file.*`. */
  report(id: string): Promise<readonly string[]>
  outFolderOf(id: string): Promise<string>
  /** Snapshot of all batches, updates, one final message when the queue closes. Returns the way to stop listening. */
  watch(listener: (message: ProgressMessage<readonly BatchSummary[]>) => void): Promise<() => void>
  /** The items of one batch: all at first, then what changes; the final message when it is removed or the queue closes. Throws `library.unknown-batch`. */
  watchItems(id: string, listener: (message: ProgressMessage<ItemsMessage>) => void): Promise<() => void>
  /** Stops what runs; the next start goes on. */
  close(): Promise<void>
}
