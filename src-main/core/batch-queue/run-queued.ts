import path from 'node:path'
import { appError, describeError, type AppError } from '#shared/messages/app-error.ts'
import { removeAbandonedFiles } from '../files/atomic-file.ts'
import type { DoneRecord, ItemRecord } from '../batch/item-record.ts'
import { createFileMemory } from '../batch/known-files.ts'
import type { BatchReport } from '../batch/report/report.ts'
import { findKept, isDiskFull, makeItem, weigh, type BatchItem, type MadeItem, type MakeContext } from '../batch/run-batch.ts'
import { shareWork } from '../batch/schedule.ts'
import { workInFolder, type FolderRoom } from '../batch/work-in-folder.ts'
import type { PauseGate } from '../jobs/pause-gate.ts'
import type { BatchRequest } from './batch-request.ts'
import type { ItemEnd, LiveBatch } from './live-batch.ts'

/** Those who make items, one at a time each. */
export type Crew<Worker> = {
  readonly workers: readonly Worker[]
  /** Where they may all go away for good: told once they did, and why. */
  readonly gone: { readonly signal: AbortSignal; reason(): AppError | null } | null
  /** Holds what they are at, or lets it go on. */
  setPaused(paused: boolean): Promise<void>
  close(): Promise<void>
}

/** How the rows of a batch become lessons. */
export type BatchMaker<T extends BatchItem, Worker> = {
  /** The version of this program: another one makes everything again. */
  readonly version: string
  /** All rows as they are now. Throws `file.*`. */
  plan(request: BatchRequest, signal: AbortSignal): Promise<readonly T[]>
  /** Where the results of an item go. */
  filesOf(item: T): readonly string[]
  /** At most `wanted`, and as many as those bear who make the batch. Throws `workers.*`. */
  openCrew(wanted: number, request: BatchRequest): Promise<Crew<Worker>>
  /** Makes one item; throws one `AppError`, and leaves nothing half-written. */
  make(item: T, worker: Worker, cacheFolder: string, context: MakeContext): Promise<MadeItem>
  /** Gives the files of the report. Throws `file.*`. */
  writeReport(report: BatchReport, outFolder: string): Promise<readonly string[]>
}

/** A run of a batch; its owner pauses and stops it. */
export type QueuedRun<Worker> = {
  readonly batch: LiveBatch
  readonly request: BatchRequest
  readonly signal: AbortSignal
  /** Where workers wait before they take the next item. */
  readonly gate: PauseGate
  /** Hears of those who work. */
  readonly onCrew: (crew: Crew<Worker>) => void
  /** Whether rows must be looked at again, once for each time. */
  readonly takeStale: () => boolean
}

/**
 * Makes the items of a batch that wait, in the order that they have whenever a worker becomes free. Gives the sentence that says why it
 * cannot go on; null where it came to its end or was stopped. Throws `batch.folder-in-use`, `file.*`.
 */
export async function runQueued<T extends BatchItem, Worker>(
  run: QueuedRun<Worker>,
  maker: BatchMaker<T, Worker>,
): Promise<string | null> {
  const { batch, request, signal, gate } = run
  const { outFolder } = request
  const look = async (): Promise<ReadonlyMap<string, T>> =>
    new Map((await maker.plan(request, signal)).map((item) => [item.key, item]))
  let planned = await look()
  await cleanUp([...planned.values()].flatMap((item) => maker.filesOf(item)))
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let stopped: string | null = null
  const halt = (sentence: string): void => {
    stopped ??= sentence
    stop.abort()
    gate.setClosed(false)
  }

  async function take(): Promise<{ readonly item: T; readonly own: AbortSignal } | null> {
    for (;;) {
      await gate.whenOpen()
      if (either.aborted) return null
      if (!run.takeStale()) break
      planned = await look()
    }
    const next = batch.takeNext()
    if (next === null) return null
    const item = planned.get(next.key)
    if (!item) throw new Error(`the row “${next.key}” was not planned`)
    return { item, own: next.signal }
  }

  const workIn = async ({ journal, places }: FolderRoom): Promise<void> => {
    const memory = createFileMemory(journal.records.values())
    const keep = async (item: T): Promise<ItemEnd | null> => {
      const kept = await findKept({ records: journal.records, outFolder, version: maker.version }, item, memory, signal)
      return kept && keptEnd(kept, batch.head.createdAt)
    }
    for (const { key, state } of batch.list()) {
      const item = planned.get(key)
      if (state !== 'waiting' || !item || signal.aborted) continue
      const kept = await keep(item)
      if (kept && batch.find(key)?.state === 'waiting') batch.settle(key, kept)
    }
    const weights = await Promise.all([...planned].map(async ([key, item]) => [key, await weigh(item)] as const))
    batch.expect(new Map(weights))
    if (batch.counts.waiting === 0 || signal.aborted) return
    const crew = await maker.openCrew(batch.counts.waiting, request)
    crew.gone?.signal.addEventListener('abort', () => {
      const reason = crew.gone?.reason()
      if (reason) halt(reason.message)
    })
    const order = {
      ...{ outFolder, pictureFolder: places.pictures, version: maker.version, journal },
      make: (item: T, worker: Worker, context: MakeContext) => maker.make(item, worker, places.cache, context),
    }
    try {
      run.onCrew(crew)
      await shareWork(
        take,
        crew.workers,
        async ({ item, own }, worker) => {
          const { key } = item
          const context = {
            signal: AbortSignal.any([either, own]),
            report: (fraction: number) => batch.report(key, fraction),
          }
          // One that waits again may have been made by a program that died before it told.
          const kept = await keep(item)
          if (kept) return batch.settle(key, kept)
          const record = await makeItem(order, item, worker, memory, context).catch((thrown: unknown) => {
            batch.settle(key, null)
            throw thrown
          })
          if (record && isDiskFull(record)) {
            halt(record.sentence)
            batch.settle(key, null)
          } else if (record) batch.settle(key, endOf(record))
          else if (context.signal.aborted) batch.settle(key, null)
          else batch.settle(key, { state: 'failed', sentence: describeError(appError('cancelled', {}).data) })
        },
        either,
      )
    } finally {
      await crew.close()
    }
  }

  await workInFolder(outFolder, workIn)
  return stopped
}

/** What a killed run left half-written, in all folders that this one writes into. */
async function cleanUp(files: readonly string[]): Promise<void> {
  const folders = new Map(files.map((file) => [path.dirname(file), file]))
  for (const file of folders.values()) await removeAbandonedFiles(file)
}

/** What an earlier run made as it is wanted now; that of this very batch was made by a program that died before it told. */
function keptEnd({ result, endedAt, milliseconds }: DoneRecord, createdAt: number): ItemEnd {
  return endedAt >= createdAt ? { state: 'done', milliseconds, result } : { state: 'unchanged', milliseconds: 0, result }
}

function endOf(record: ItemRecord): ItemEnd {
  const { milliseconds } = record
  return record.outcome === 'done'
    ? { state: 'done', milliseconds, result: record.result }
    : { state: 'failed', milliseconds, sentence: record.sentence }
}
