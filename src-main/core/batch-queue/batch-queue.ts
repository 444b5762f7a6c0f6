import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { appError, describeError, toErrorData } from '#shared/messages/app-error.ts'
import type { BatchItem } from '../batch/run-batch.ts'
import { removeAbandonedFiles } from '../files/atomic-file.ts'
import { createPauseGate, type PauseGate } from '../jobs/pause-gate.ts'
import { createProgressStream, type ProgressStream } from '../jobs/progress-stream.ts'
import type { StoredBatch, StoredItem } from './batch.ts'
import { batchRequestSchema } from './batch-request.ts'
import type { BatchQueue, BatchStore, ItemsMessage } from './queue-contract.ts'
import { createItemWriter, type ItemWriter } from './item-writer.ts'
import { createLiveBatch, type BatchSummary, type LiveBatch } from './live-batch.ts'
import { reportBatch } from './report-batch.ts'
import { runQueued, type BatchMaker, type Crew } from './run-queued.ts'

type Options<T extends BatchItem, Worker> = {
  readonly library: BatchStore
  /** Made when the first batch runs. */
  readonly loadMaker: () => Promise<BatchMaker<T, Worker>>
  /** What could not be stored or reported; the work itself goes on. */
  readonly onError: (thrown: unknown) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

type Entry = {
  readonly batch: LiveBatch
  readonly writer: ItemWriter
  readonly streams: Set<ItemStream>
}

type ItemStream = { readonly stream: ProgressStream<() => ItemsMessage>; readonly changed: Set<string>; isReordered: boolean }

type Active = {
  readonly entry: Entry
  readonly controller: AbortController
  readonly gate: PauseGate
  crew: Crew<unknown> | null
  isStale: boolean
  ended: Promise<void>
}

const nothingChanged = (): ItemsMessage => ({ items: [], order: null })

export function createBatchQueue<T extends BatchItem, Worker>({
  library,
  loadMaker,
  onError,
  now = Date.now,
}: Options<T, Worker>): BatchQueue {
  /** In the order of the queue. */
  let entries: readonly Entry[] = []
  let active: Active | null = null
  let ready: Promise<void> | null = null
  let maker: Promise<BatchMaker<T, Worker>> | null = null
  let closing = false
  const streams = new Set<ProgressStream<() => readonly BatchSummary[]>>()
  const writes = new Set<Promise<unknown>>()

  const summarize = (): readonly BatchSummary[] => entries.map(({ batch }) => batch.summarize())

  function store(write: Promise<unknown>): void {
    const settled = write.catch(onError)
    writes.add(settled)
    void settled.finally(() => writes.delete(settled))
  }

  function tell(): void {
    for (const stream of streams) stream.update(summarize)
  }

  function open(head: StoredBatch, items: readonly StoredItem[]): Entry {
    const { id } = head
    const writer = createItemWriter((changes) => library.updateBatchItems(id, changes), onError)
    const itemStreams = new Set<ItemStream>()
    const batch = createLiveBatch(
      head,
      items,
      {
        item(change) {
          writer.put(change)
          tellItem(entry, change.key)
        },
        order() {
          store(library.orderBatchItems(id, batch.order))
          for (const each of itemStreams) {
            each.isReordered = true
            each.stream.update(collect(entry, each))
          }
        },
        batch() {
          store(library.updateBatch(batch.head))
          tell()
        },
      },
      () => performance.now(),
    )
    const entry = { batch, writer, streams: itemStreams }
    return entry
  }

  /** What changed since the last message, at the moment in which it is sent. */
  function collect({ batch }: Entry, each: ItemStream): () => ItemsMessage {
    return () => {
      const items = [...each.changed].flatMap((key) => batch.find(key) ?? [])
      const order = each.isReordered ? batch.order : null
      each.changed.clear()
      each.isReordered = false
      return { items, order }
    }
  }

  function tellItem(entry: Entry, key: string): void {
    for (const each of entry.streams) {
      each.changed.add(key)
      each.stream.update(collect(entry, each))
    }
    tell()
  }

  async function load(): Promise<void> {
    const heads = await library.recoverBatches()
    const loaded: Entry[] = []
    for (const head of heads) loaded.push(open(head, await library.readBatchItems(head.id)))
    entries = loaded
    for (const { outFolder, state } of heads)
      if (state !== 'over') await removeAbandonedFiles(path.join(outFolder, 'result')).catch(onError)
    tell()
    startNext()
  }

  function whenReady(): Promise<void> {
    ready ??= load().catch((thrown: unknown) => {
      // The library may be mended by then.
      ready = null
      throw thrown
    })
    return ready
  }

  async function find(id: string): Promise<Entry> {
    await whenReady()
    const entry = entries.find(({ batch }) => batch.head.id === id)
    if (!entry) throw appError('library.unknown-batch', { id })
    return entry
  }

  const isActive = ({ batch }: Entry): boolean => active?.entry.batch === batch

  function startNext(): void {
    if (closing) return
    const next = entries.find(({ batch }) => batch.head.state === 'waiting')
    if (active) {
      // What is held and had something under way begins that anew when its turn comes.
      if (next && active.entry.batch.head.state === 'paused') stopActive(active)
      return
    }
    if (!next) return
    const { batch } = next
    batch.change({ state: 'running', stopped: null, startedAt: batch.head.startedAt ?? now(), endedAt: null })
    const run: Active = {
      entry: next,
      controller: new AbortController(),
      gate: createPauseGate(),
      crew: null,
      isStale: false,
      ended: Promise.resolve(),
    }
    active = run
    run.ended = work(run).finally(() => {
      active = null
      startNext()
    })
  }

  function stopActive({ controller, gate }: Active): void {
    controller.abort()
    gate.setClosed(false)
  }

  async function work(run: Active): Promise<void> {
    const { entry, controller, gate } = run
    const { batch } = entry
    let stopped: string | null = null
    try {
      const request = batchRequestSchema.parse(await library.readBatch(batch.head.id))
      maker ??= loadMaker()
      stopped = await runQueued(
        {
          ...{ batch: withTelling(entry), request, gate, signal: controller.signal },
          onCrew(crew) {
            run.crew = crew
            if (batch.head.state === 'paused') void crew.setPaused(true).catch(onError)
          },
          takeStale() {
            const { isStale } = run
            run.isStale = false
            return isStale
          },
        },
        await maker,
      )
    } catch (thrown) {
      const error = toErrorData(thrown)
      if (error.code === 'internal') onError(thrown)
      if (error.code !== 'cancelled' || !controller.signal.aborted) stopped = describeError(error)
    }
    const { done, failed, unchanged } = batch.counts
    if (!closing && done + failed + unchanged > 0) await report(entry).catch(onError)
    if (stopped !== null) batch.change({ state: 'paused', stopped })
    else if (batch.counts.waiting === 0) batch.change({ state: 'over', endedAt: now() })
    else if (batch.head.state === 'running') batch.change({ state: 'waiting' })
  }

  /** The batch as its run has it: lists hear of its progress, too. */
  function withTelling(entry: Entry): LiveBatch {
    const { batch } = entry
    return {
      ...batch,
      get head() {
        return batch.head
      },
      get counts() {
        return batch.counts
      },
      get order() {
        return batch.order
      },
      report(key, fraction) {
        batch.report(key, fraction)
        tellItem(entry, key)
      },
    }
  }

  async function report({ batch, writer }: Entry): Promise<readonly string[]> {
    await writer.whenWritten()
    maker ??= loadMaker()
    const { id, outFolder } = batch.head
    const request = batchRequestSchema.parse(await library.readBatch(id))
    return (await maker).writeReport(reportBatch(batch, request, await library.readBatchResults(id), now()), outFolder)
  }

  function closeStreams(entry: Entry): void {
    for (const { stream } of entry.streams) stream.finish(nothingChanged)
    entry.streams.clear()
  }

  return {
    recover: whenReady,
    async add(request) {
      await whenReady()
      if (closing) throw appError('cancelled', {})
      const head: StoredBatch = {
        id: randomUUID(),
        name: request.recipe.name,
        outFolder: request.outFolder,
        state: 'waiting',
        stopped: null,
        createdAt: now(),
        startedAt: null,
        endedAt: null,
      }
      const items = request.rows.map(({ row }): StoredItem => {
        const name = row.clip === '' ? row.key : row.clip
        return { key: row.key, name, state: 'waiting', sentence: null, milliseconds: 0 }
      })
      await library.addBatch(head, request, items)
      entries = [...entries, open(head, items)]
      tell()
      startNext()
      return head.id
    },
    async list() {
      await whenReady()
      return summarize()
    },
    async setPaused(id, paused) {
      const entry = await find(id)
      const { batch } = entry
      const { state } = batch.head
      if (state === 'over' || (state === 'paused') === paused) return
      const held = isActive(entry) && active && !active.controller.signal.aborted ? active : null
      if (paused) batch.change({ state: 'paused' })
      else batch.change({ state: held ? 'running' : 'waiting', stopped: null })
      if (held) {
        held.gate.setClosed(paused)
        await held.crew?.setPaused(paused).catch(onError)
      }
      startNext()
    },
    async cancel(id, keys) {
      const entry = await find(id)
      const { batch } = entry
      batch.cancel(keys)
      if (batch.counts.waiting > 0 || batch.head.state === 'over') return
      // Who is held has nothing to wait for any more.
      if (isActive(entry)) active?.gate.setClosed(false)
      else batch.change({ state: 'over', stopped: null, endedAt: now() })
    },
    async retry(id, keys) {
      const entry = await find(id)
      const { batch } = entry
      if (!batch.retry(keys)) return
      if (isActive(entry) && active) {
        active.isStale = true
        if (batch.head.state === 'paused' && !active.controller.signal.aborted) active.gate.setClosed(true)
      } else if (batch.head.state === 'over') batch.change({ state: 'waiting', endedAt: null })
      startNext()
    },
    async moveBatch(id, before) {
      const entry = await find(id)
      const others = entries.filter((each) => each !== entry)
      const place = before === null ? others.length : others.findIndex(({ batch }) => batch.head.id === before)
      if (place < 0) return
      entries = others.toSpliced(place, 0, entry)
      store(library.orderBatches(entries.map(({ batch }) => batch.head.id)))
      tell()
    },
    async moveItem(id, key, before) {
      const { batch } = await find(id)
      batch.move(key, before)
    },
    async remove(id) {
      const entry = await find(id)
      entries = entries.filter((each) => each !== entry)
      closeStreams(entry)
      tell()
      if (isActive(entry) && active) {
        stopActive(active)
        await active.ended
      }
      await entry.writer.whenWritten()
      await library.removeBatch(id)
    },
    report: async (id) => report(await find(id)),
    outFolderOf: async (id) => (await find(id)).batch.head.outFolder,
    async watch(listener) {
      await whenReady()
      const stream = createProgressStream(summarize, ({ value, ...message }) => listener({ ...message, value: value() }))
      streams.add(stream)
      return () => {
        stream.stop()
        streams.delete(stream)
      }
    },
    async watchItems(id, listener) {
      const entry = await find(id)
      const all = (): ItemsMessage => ({ items: entry.batch.list(), order: entry.batch.order })
      const stream = createProgressStream(all, ({ value, ...message }) => listener({ ...message, value: value() }))
      const each: ItemStream = { stream, changed: new Set(), isReordered: false }
      entry.streams.add(each)
      return () => {
        stream.stop()
        entry.streams.delete(each)
      }
    },
    async close() {
      closing = true
      if (active) {
        stopActive(active)
        await active.ended
      }
      for (const entry of entries) {
        closeStreams(entry)
        await entry.writer.whenWritten()
      }
      for (const stream of streams) stream.finish(summarize)
      await Promise.all(writes)
    },
  }
}
