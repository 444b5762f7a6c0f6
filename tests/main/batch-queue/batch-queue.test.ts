import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import { createLiveBatch, type LiveItem } from '#main/core/batch-queue/live-batch.ts'
import { appError, type AppError } from '#shared/messages/app-error.ts'
import { setQueueStage, type QueueStage } from './queue-stage.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function setStage(...behaviour: Parameters<typeof setQueueStage>): Promise<QueueStage> {
  const stage = await setQueueStage(...behaviour)
  ends.push(stage.clean)
  return stage
}

function start(stage: QueueStage) {
  const started = stage.start()
  ends.push(() => started.queue.close())
  return started
}

const batchOf = async (queue: BatchQueue, id: string) => (await queue.list()).find((batch) => batch.id === id)
const whenIn = (queue: BatchQueue, id: string, state: string) =>
  expect.poll(async () => (await batchOf(queue, id))?.state, { interval: 5 }).toBe(state)

const states = (stage: QueueStage, id: string): readonly string[] =>
  stage.store.itemsOf(id).map(({ key, state }) => `${key} ${state}`)

/** Items that wait until they are let go. */
function createDam() {
  const held = new Map<string, () => void>()
  return {
    held,
    before: (key: string, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        held.set(key, resolve)
        signal.addEventListener('abort', () => {
          held.delete(key)
          resolve()
        })
      }),
    release(key: string): void {
      held.get(key)?.()
      held.delete(key)
    },
  }
}

describe('the queue of batches', () => {
  it('makes every item once, tells why not of the others, and writes a report', async () => {
    const stage = await setStage({ refuse: (key) => (key === 'bad' ? ['The question has no answer.'] : []) })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'bad', 'b']))
    await whenIn(queue, id, 'over')
    expect(stage.made.toSorted()).toEqual(['a', 'b'])
    expect(stage.mostAtOnce()).toBeLessThanOrEqual(2)
    expect(await batchOf(queue, id)).toMatchObject({ fraction: 1, counts: { done: 2, failed: 1 } })
    await queue.close()
    expect(states(stage, id)).toEqual(['a done', 'bad failed', 'b done'])
    expect(stage.store.itemsOf(id)[1]?.sentence).toBe('The question has no answer.')
    expect(stage.reports.at(-1)?.items.map(({ outcome, result }) => [outcome, result?.title])).toEqual([
      ['done', 'a'],
      ['failed', undefined],
      ['done', 'b'],
    ])
    expect(stage.errors).toEqual([])
  })

  it('knows what an earlier batch made of the same', async () => {
    const stage = await setStage()
    const { queue } = start(stage)
    const order = await stage.request(['a', 'b'])
    await whenIn(queue, await queue.add(order), 'over')
    const second = await queue.add(order)
    await whenIn(queue, second, 'over')
    expect(await batchOf(queue, second)).toMatchObject({ counts: { unchanged: 2, done: 0 } })
    expect(stage.made).toHaveLength(2)
  })

  it('pauses before the next item, takes the order as it is then, and goes on', async () => {
    const dam = createDam()
    const stage = await setStage({ workers: 1, before: dam.before })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b', 'c', 'd']))
    await expect.poll(() => dam.held.has('a')).toBe(true)
    await queue.setPaused(id, true)
    dam.release('a')
    await expect.poll(async () => (await batchOf(queue, id))?.counts.done).toBe(1)
    await queue.moveItem(id, 'd', 'b')
    await queue.cancel(id, ['c'])
    expect(stage.begun).toEqual(['a'])
    expect(await batchOf(queue, id)).toMatchObject({ state: 'paused', secondsLeft: null })
    await queue.setPaused(id, false)
    await expect.poll(() => dam.held.has('d')).toBe(true)
    dam.release('d')
    await expect.poll(() => dam.held.has('b')).toBe(true)
    dam.release('b')
    await whenIn(queue, id, 'over')
    expect(stage.begun).toEqual(['a', 'd', 'b'])
    expect(await batchOf(queue, id)).toMatchObject({ counts: { done: 3, cancelled: 1 } })
    await queue.retry(id, ['c'])
    await expect.poll(() => dam.held.has('c')).toBe(true)
    dam.release('c')
    await whenIn(queue, id, 'over')
    expect(await batchOf(queue, id)).toMatchObject({ counts: { done: 4 } })
  })

  it('gives up what is under way, one or all, and nothing of that is counted as made', async () => {
    const dam = createDam()
    const stage = await setStage({ before: dam.before })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b', 'c', 'd']))
    await expect.poll(() => [...dam.held.keys()].toSorted()).toEqual(['a', 'b'])
    await queue.cancel(id, ['a'])
    await expect.poll(() => dam.held.has('c')).toBe(true)
    // Held, and nothing is left to wait for.
    await queue.setPaused(id, true)
    await queue.cancel(id, null)
    await whenIn(queue, id, 'over')
    await queue.close()
    expect(states(stage, id)).toEqual(['a cancelled', 'b cancelled', 'c cancelled', 'd cancelled'])
    expect(stage.made).toEqual([])
  })

  it('lets a batch that waits go before one that is held, which then begins its items anew', async () => {
    const dam = createDam()
    const stage = await setStage({ workers: 1, before: dam.before })
    const { queue } = start(stage)
    const first = await queue.add(await stage.request(['a', 'b']))
    await expect.poll(() => dam.held.has('a')).toBe(true)
    await queue.setPaused(first, true)
    const second = await queue.add(await stage.request(['x'], 'other'))
    await expect.poll(() => dam.held.has('x')).toBe(true)
    await queue.setPaused(first, false)
    expect((await queue.list()).map(({ state }) => state)).toEqual(['waiting', 'running'])
    dam.release('x')
    await whenIn(queue, second, 'over')
    for (const key of ['a', 'b']) {
      await expect.poll(() => dam.held.has(key)).toBe(true)
      dam.release(key)
    }
    await whenIn(queue, first, 'over')
    expect(stage.made).toEqual(['x', 'a', 'b'])
  })

  it('tells a watcher all items at first, and then those that change', async () => {
    const dam = createDam()
    const stage = await setStage({ workers: 1, before: dam.before })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b']))
    const shown = new Map<string, LiveItem>()
    const kinds: string[] = []
    const sequences: number[] = []
    let order: readonly string[] = []
    await queue.watchItems(id, ({ kind, sequence, value }) => {
      kinds.push(kind)
      sequences.push(sequence)
      for (const item of value.items) shown.set(item.key, item)
      order = value.order ?? order
    })
    expect([...shown.keys()]).toEqual(['a', 'b'])
    await expect.poll(() => dam.held.has('a')).toBe(true)
    await queue.moveItem(id, 'b', 'a')
    await expect.poll(() => order).toEqual(['b', 'a'])
    dam.release('a')
    await expect.poll(() => shown.get('a')?.state).toBe('done')
    await queue.remove(id)
    expect(kinds.filter((kind) => kind !== 'update')).toEqual(['snapshot', 'final'])
    expect(sequences).toEqual(sequences.map((_, index) => index))
    expect(await queue.list()).toEqual([])
  })

  it('pauses with a sentence where it cannot go on, and tries again when it is let', async () => {
    let full = true
    const stage = await setStage({
      workers: 1,
      before(key) {
        if (key === 'b' && full) throw appError('file.disk-full', { folder: 'out' })
      },
    })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b']))
    await whenIn(queue, id, 'paused')
    expect((await batchOf(queue, id))?.stopped).toContain('is full')
    full = false
    await queue.setPaused(id, false)
    await whenIn(queue, id, 'over')
    expect(stage.made).toEqual(['a', 'b'])
  })

  it('pauses where those who make its items go away, keeps what waits, and says why', async () => {
    const dam = createDam()
    const away = new AbortController()
    const before = (key: string, signal: AbortSignal): Promise<void> => dam.before(key, AbortSignal.any([signal, away.signal]))
    const reason = (): AppError => appError('workers.queue-lost', { queue: 'redis://shared', seconds: 30 })
    const stage = await setStage({ before, gone: { signal: away.signal, reason } })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b', 'c']))
    await expect.poll(() => [...dam.held.keys()].toSorted()).toEqual(['a', 'b'])
    away.abort()
    await whenIn(queue, id, 'paused')
    expect(await batchOf(queue, id)).toMatchObject({ stopped: reason().message, counts: { waiting: 3, failed: 0 } })
  })

  it('takes back a cancel before those under way have heard it', async () => {
    const held = new Map<string, () => void>()
    const stage = await setStage({ workers: 1, before: (key) => new Promise((resolve) => held.set(key, resolve)) })
    const { queue } = start(stage)
    const id = await queue.add(await stage.request(['a', 'b']))
    await expect.poll(() => held.has('a')).toBe(true)
    await queue.cancel(id, null)
    await queue.retry(id, ['a', 'b'])
    const deaf = held.get('a')
    held.delete('a')
    deaf?.()
    for (const key of ['a', 'b']) {
      await expect.poll(() => held.has(key)).toBe(true)
      held.get(key)?.()
    }
    await whenIn(queue, id, 'over')
    expect(await batchOf(queue, id)).toMatchObject({ counts: { done: 2, cancelled: 0 } })
  })

  it('tells no time that passed while it was held before it began', async () => {
    let nowMs = 0
    const batch = createLiveBatch(
      { ...{ id: 'a', name: 'a', outFolder: 'out', stopped: null, createdAt: 0, startedAt: 0, endedAt: null }, state: 'paused' },
      ['a', 'b'].map((key) => ({ key, name: key, state: 'waiting' as const, sentence: null, milliseconds: 0 })),
      { item: () => undefined, order: () => undefined, batch: () => undefined },
      () => nowMs,
    )
    batch.expect(new Map())
    nowMs = 3_600_000
    batch.change({ state: 'running' })
    batch.takeNext()
    nowMs += 10_000
    batch.settle('a', { state: 'done' })
    expect(batch.summarize().secondsLeft).toBe(10)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'ends every item exactly once, whatever the user and crashes do in between (seed %i)',
    async (seed) => {
      const chance = createChance(seed)
      const failing = new Map([
        ['f1', 2],
        ['f2', 1],
      ])
      const stage = await setStage({
        async before(key) {
          await sleep(Math.floor(chance() * 4))
          const left = failing.get(key) ?? 0
          failing.set(key, left - 1)
          if (left > 0) throw appError('file.not-found', { file: key })
        },
      })
      const keys = ['a', 'b', 'f1', 'c', 'd', 'f2', 'e', 'g']
      let running = start(stage)
      const id = await running.queue.add(await stage.request(keys))
      const pick = (): string => keys[Math.floor(chance() * keys.length)] ?? 'a'
      for (let step = 0; step < 25; step += 1) {
        await sleep(Math.floor(chance() * 6))
        const { queue } = running
        const choice = chance()
        if (choice < 0.15) {
          await running.crash()
          running = stage.start()
          await running.queue.recover()
        } else if (choice < 0.25) {
          await queue.close()
          running = start(stage)
          await running.queue.recover()
        } else if (choice < 0.45) await queue.setPaused(id, chance() < 0.5)
        else if (choice < 0.6) await queue.cancel(id, [pick()])
        else if (choice < 0.8) await queue.moveItem(id, pick(), chance() < 0.3 ? null : pick())
        else await queue.retry(id, chance() < 0.5 ? null : [pick()])
      }
      const { queue } = running
      await queue.setPaused(id, false)
      await queue.retry(id, keys)
      await queue.setPaused(id, false)
      await whenIn(queue, id, 'over')
      await queue.retry(id, keys)
      await whenIn(queue, id, 'over')
      await queue.retry(id, keys)
      await whenIn(queue, id, 'over')
      await queue.close()
      expect(states(stage, id).toSorted()).toEqual(keys.map((key) => `${key} done`).toSorted())
      expect(stage.made.toSorted()).toEqual(keys.toSorted())
    },
  )
})

/** The same numbers for the same seed (mulberry32, by Tommy Ettinger, public domain). */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
