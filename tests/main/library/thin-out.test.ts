import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { snapshotsToDrop } from '#main/library-process/thin-out.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A midnight, so that the intervals of the calendar are easy to count. */
const now = Date.UTC(2026, 0, 20)

const keep = (ages: readonly number[]) => {
  const snapshots = ages.map((age, id) => ({ id, createdAt: now - age }))
  const dropped = new Set(snapshotsToDrop(snapshots, now))
  return snapshots.filter(({ id }) => !dropped.has(id)).map(({ createdAt }) => now - createdAt)
}

test('every five minutes for an hour, every hour for a day, every day after that', () => {
  const everyMinute = Array.from({ length: 3 * 24 * 60 }, (_, index) => (index + 1) * minute)
  const kept = keep(everyMinute)
  expect(kept.filter((age) => age < hour)).toHaveLength(12)
  expect(kept.filter((age) => age >= hour && age < day)).toHaveLength(24)
  expect(kept.filter((age) => age >= day)).toHaveLength(3)
})

test('thinning keeps the newest, and thinning again later never brings a gap that a step forbids', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 * day }), { minLength: 1, maxLength: 200 }), (ages) => {
      const kept = keep(ages)
      expect(kept).toContain(Math.min(...ages))
      expect(keep(kept).toSorted()).toEqual(kept.toSorted())
      // Whatever was dropped has a younger one kept that is at most a step away.
      for (const age of ages) {
        const step = age < hour ? 5 * minute : age < day ? hour : day
        expect(kept.some((other) => other <= age && age - other <= step)).toBe(true)
      }
    }),
  )
})
