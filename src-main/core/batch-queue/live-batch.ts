import type { ItemResult } from '../batch/item-record.ts'
import type { BatchItemState, ItemChange, StoredBatch, StoredItem } from './batch.ts'
import { createPace } from './pace.ts'

export type LiveItem = StoredItem & {
  /** 0 to 1 while it is made. */
  readonly fraction: number
}

/** A batch as lists show it. */
export type BatchSummary = Omit<StoredBatch, 'outFolder'> & {
  /** Of the results. */
  readonly folder: string
  readonly counts: Readonly<Record<BatchItemState, number>>
  /** 0 to 1 of all items. */
  readonly fraction: number
  /** Null until something tells, and where nothing runs. */
  readonly secondsLeft: number | null
}

/** How an item ended. */
export type ItemEnd = {
  readonly state: BatchItemState
  readonly sentence?: string
  readonly milliseconds?: number
  readonly result?: ItemResult
}

type Running = { readonly controller: AbortController; fraction: number; cancelled: boolean }

/** Hears what changed. */
export type BatchListener = { item(change: ItemChange): void; order(): void; batch(): void }

/** A batch of the queue with its items in the order in which they are made; whatever changes is told and stored by its owner. */
export function createLiveBatch(
  stored: StoredBatch,
  storedItems: readonly StoredItem[],
  listener: BatchListener,
  nowMs: () => number,
) {
  let head = stored
  const items = new Map(storedItems.map((item) => [item.key, item]))
  let order: readonly string[] = storedItems.map(({ key }) => key)
  const running = new Map<string, Running>()
  let weights: ReadonlyMap<string, number> = new Map()
  let pace: ReturnType<typeof createPace> | null = null
  const counts = { waiting: 0, running: 0, done: 0, unchanged: 0, failed: 0, cancelled: 0 }
  for (const { state } of storedItems) counts[state] += 1

  const weightOf = (key: string): number => weights.get(key) ?? 1

  function set(key: string, { state, sentence = undefined, milliseconds = undefined, result = undefined }: ItemEnd): void {
    const item = items.get(key)
    if (!item) return
    counts[item.state] -= 1
    counts[state] += 1
    const next = {
      ...item,
      state,
      sentence: sentence ?? null,
      milliseconds: milliseconds ?? (state === 'running' ? 0 : item.milliseconds),
    }
    items.set(key, next)
    const { name: _name, ...change } = next
    listener.item({ ...change, result: result ?? null })
  }

  function secondsLeft(): number | null {
    if (!pace || head.state !== 'running') return null
    let [left, underWay] = [0, 0]
    for (const { key, state } of items.values()) if (state === 'waiting' || state === 'running') left += weightOf(key)
    for (const [key, { fraction }] of running) underWay += weightOf(key) * fraction
    return pace.secondsLeft(left, underWay)
  }

  return {
    get head() {
      return head
    },
    get counts(): Readonly<Record<BatchItemState, number>> {
      return counts
    },
    get order() {
      return order
    },
    change(change: Partial<Pick<StoredBatch, 'state' | 'stopped' | 'startedAt' | 'endedAt'>>): void {
      head = { ...head, ...change }
      pace?.setStill(head.state !== 'running')
      listener.batch()
    },
    /** The items in their order. */
    list: (): readonly LiveItem[] =>
      order.flatMap((key) => {
        const item = items.get(key)
        return item ? [{ ...item, fraction: running.get(key)?.fraction ?? 0 }] : []
      }),
    find(key: string): LiveItem | null {
      const item = items.get(key)
      return item ? { ...item, fraction: running.get(key)?.fraction ?? 0 } : null
    },
    summarize(): BatchSummary {
      const { outFolder: folder, ...told } = head
      const ended = order.length - counts.waiting - counts.running
      const underWay = [...running.values()].reduce((sum, { fraction }) => sum + fraction, 0)
      const fraction = order.length === 0 ? 1 : Math.min(1, (ended + underWay) / order.length)
      return { ...told, folder, counts: { ...counts }, fraction, secondsLeft: secondsLeft() }
    },
    /** What a run knows of the work; time counts from now on. */
    expect(known: ReadonlyMap<string, number>): void {
      weights = known
      pace = createPace(nowMs)
      pace.setStill(head.state !== 'running')
    },
    /** The next one that waits is under way from now on; null where none waits. */
    takeNext(): { readonly key: string; readonly signal: AbortSignal } | null {
      const key = order.find((each) => items.get(each)?.state === 'waiting')
      if (key === undefined) return null
      const controller = new AbortController()
      running.set(key, { controller, fraction: 0, cancelled: false })
      set(key, { state: 'running' })
      return { key, signal: controller.signal }
    },
    report(key: string, fraction: number): void {
      const entry = running.get(key)
      if (entry && fraction > entry.fraction) entry.fraction = Math.min(1, fraction)
    },
    /** `null`: it was stopped, by itself or with the run. */
    settle(key: string, end: ItemEnd | null): void {
      const wasCancelled = running.get(key)?.cancelled === true
      if (running.delete(key) && end !== null) pace?.add(weightOf(key))
      set(key, end ?? { state: wasCancelled ? 'cancelled' : 'waiting' })
    },
    /** Those that wait are given up at once, those under way as soon as they hear it; null: all. */
    cancel(keys: readonly string[] | null): void {
      for (const key of keys ?? order) {
        const entry = running.get(key)
        if (entry) {
          entry.cancelled = true
          entry.controller.abort()
        } else if (items.get(key)?.state === 'waiting') set(key, { state: 'cancelled' })
      }
    },
    /** Failed ones wait again (null: all of them), and those that were given up where they are named; whether there were any. */
    retry(keys: readonly string[] | null): boolean {
      const wanted = keys ?? order.filter((key) => items.get(key)?.state === 'failed')
      const found = wanted.filter((key) => ['failed', 'cancelled'].includes(items.get(key)?.state ?? ''))
      for (const key of found) set(key, { state: 'waiting', milliseconds: 0 })
      // Those that have not heard yet that they were given up wait again as soon as they do.
      const deaf = (keys ?? []).flatMap((key) => running.get(key) ?? []).filter(({ cancelled }) => cancelled)
      for (const entry of deaf) entry.cancelled = false
      return found.length + deaf.length > 0
    },
    /** Puts an item before another one, or last. */
    move(key: string, before: string | null): void {
      if (!items.has(key) || key === before) return
      const others = order.filter((each) => each !== key)
      const place = before === null ? others.length : others.indexOf(before)
      if (place < 0) return
      order = others.toSpliced(place, 0, key)
      listener.order()
    },
  }
}

export type LiveBatch = ReturnType<typeof createLiveBatch>
