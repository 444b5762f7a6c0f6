import type { StoredBatch, StoredItem } from '#main/core/batch-queue/batch.ts'
import { itemResultSchema } from '#main/core/batch/item-record.ts'
import type { LibraryInput, LibraryOutput } from '#main/core/library/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import { inTransaction, type Library } from './library.ts'

/** Batches that are over are remembered up to here, the newest first. */
const keptOver = 100

/** Behind all others. */
export function addBatch(library: Library, { batch, request, items }: LibraryInput<'addBatch'>): null {
  return inTransaction(library, () => {
    const { database } = library
    // The same again, where the first answer was lost.
    database.prepare('DELETE FROM batch WHERE id = ?').run(batch.id)
    database
      .prepare(
        `INSERT INTO batch (id, position, name, out_folder, state, stopped, request, created_at, started_at, ended_at)
         VALUES (@id, (SELECT coalesce(max(position), 0) + 1 FROM batch), @name, @outFolder, @state, @stopped, @request,
           @createdAt, @startedAt, @endedAt)`,
      )
      .run({ ...batch, request: JSON.stringify(request) })
    const insert = database.prepare(
      `INSERT INTO batch_item (batch_id, key, position, name, state, sentence, milliseconds)
       VALUES (@batchId, @key, @position, @name, @state, @sentence, @milliseconds)`,
    )
    for (const [position, item] of items.entries()) insert.run({ ...item, batchId: batch.id, position })
    database
      .prepare(
        `DELETE FROM batch WHERE state = 'over' AND id NOT IN (
           SELECT id FROM batch WHERE state = 'over' ORDER BY created_at DESC LIMIT ?)`,
      )
      .run(keptOver)
    return null
  })
}

/** Those of a program that died wait again: only the one program that owns the queue may ask. In the order of the queue. */
export function recoverBatches(library: Library): StoredBatch[] {
  return inTransaction(library, () => {
    const { database } = library
    database.exec(`
      UPDATE batch_item SET state = 'waiting' WHERE state = 'running';
      UPDATE batch SET state = 'waiting' WHERE state = 'running';
    `)
    return database
      .prepare(
        `SELECT id, name, out_folder AS outFolder, state, stopped, created_at AS createdAt, started_at AS startedAt,
           ended_at AS endedAt
         FROM batch ORDER BY position`,
      )
      .all() as StoredBatch[]
  })
}

/** Throws `library.unknown-batch`. */
export function readBatch({ database }: Library, { id }: LibraryInput<'readBatch'>): LibraryOutput<'readBatch'> {
  const request = database.prepare('SELECT request FROM batch WHERE id = ?').pluck().get(id)
  if (typeof request !== 'string') throw appError('library.unknown-batch', { id })
  return { request: JSON.parse(request) as unknown }
}

/** In the order in which they are made. */
export function readBatchItems({ database }: Library, { id }: LibraryInput<'readBatchItems'>): StoredItem[] {
  return database
    .prepare('SELECT key, name, state, sentence, milliseconds FROM batch_item WHERE batch_id = ? ORDER BY position')
    .all(id) as StoredItem[]
}

/** Of those that were made, without those that this program cannot read. */
export function readBatchResults(
  { database }: Library,
  { id }: LibraryInput<'readBatchResults'>,
): LibraryOutput<'readBatchResults'> {
  const rows = database.prepare('SELECT key, result FROM batch_item WHERE batch_id = ? AND result IS NOT NULL').all(id) as {
    readonly key: string
    readonly result: string
  }[]
  return rows.flatMap(({ key, result }) => {
    const parsed = itemResultSchema.safeParse(JSON.parse(result))
    return parsed.success ? [{ key, result: parsed.data }] : []
  })
}

export function updateBatch({ database }: Library, change: LibraryInput<'updateBatch'>): null {
  database
    .prepare('UPDATE batch SET state = @state, stopped = @stopped, started_at = @startedAt, ended_at = @endedAt WHERE id = @id')
    .run(change)
  return null
}

export function updateBatchItems(library: Library, { id, items }: LibraryInput<'updateBatchItems'>): null {
  return inTransaction(library, () => {
    const update = library.database.prepare(
      `UPDATE batch_item SET state = @state, sentence = @sentence, milliseconds = @milliseconds, result = coalesce(@result, result)
       WHERE batch_id = @id AND key = @key`,
    )
    for (const { result, ...item } of items) update.run({ ...item, id, result: result && JSON.stringify(result) })
    return null
  })
}

/** Those that are not named keep their places. */
export function orderBatches(library: Library, { ids }: LibraryInput<'orderBatches'>): null {
  return inTransaction(library, () => {
    const place = library.database.prepare('UPDATE batch SET position = ? WHERE id = ?')
    for (const [position, id] of ids.entries()) place.run(position, id)
    return null
  })
}

export function orderBatchItems(library: Library, { id, keys }: LibraryInput<'orderBatchItems'>): null {
  return inTransaction(library, () => {
    const place = library.database.prepare('UPDATE batch_item SET position = ? WHERE batch_id = ? AND key = ?')
    for (const [position, key] of keys.entries()) place.run(position, id, key)
    return null
  })
}

export function removeBatch({ database }: Library, { id }: LibraryInput<'removeBatch'>): null {
  database.prepare('DELETE FROM batch WHERE id = ?').run(id)
  return null
}
