import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgressStream, type ProgressMessage } from '#main/core/jobs/progress-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('snapshot, at most ten updates a second with the newest value, one final message', () => {
  const sent: (ProgressMessage<number> & { at: number })[] = []
  const startedAt = Date.now()
  const stream = createProgressStream(0, (message) => sent.push({ ...message, at: Date.now() - startedAt }))
  for (let value = 1; value <= 1000; value += 1) {
    vi.advanceTimersByTime(1)
    stream.update(value)
  }
  stream.finish(1000)
  stream.update(1001)
  stream.finish(1001)
  vi.advanceTimersByTime(1000)
  expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index))
  expect(sent[0]).toMatchObject({ kind: 'snapshot', value: 0, at: 0 })
  expect(sent.at(-1)).toMatchObject({ kind: 'final', value: 1000, at: 1000 })
  const updates = sent.slice(1, -1)
  expect(updates.length).toBeLessThanOrEqual(10)
  expect(updates.length).toBeGreaterThanOrEqual(9)
  for (const [index, update] of updates.entries()) expect(update.at - (sent[index]?.at ?? 0)).toBeGreaterThanOrEqual(100)
  for (const { kind, value, at } of updates) {
    expect(kind).toBe('update')
    expect(at - value).toBeLessThanOrEqual(1)
  }
})

test('a single late update arrives, and a stopped stream is silent', () => {
  const sent: string[] = []
  const stream = createProgressStream('a', ({ kind, value }) => sent.push(`${kind} ${value}`))
  stream.update('b')
  vi.advanceTimersByTime(100)
  vi.advanceTimersByTime(500)
  stream.update('c')
  stream.update('d')
  stream.stop()
  vi.advanceTimersByTime(500)
  stream.finish('e')
  expect(sent).toEqual(['snapshot a', 'update b', 'update c'])
})
