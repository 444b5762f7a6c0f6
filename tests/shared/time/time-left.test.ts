import { describe, expect, it } from 'vitest'
import { text } from '#shared/messages/ui/catalogue.ts'
import { createTimeLeft, estimateLeftMs } from '#shared/time/time-left.ts'

describe('time left', () => {
  it('follows the pace of the last seconds, not that of the start', () => {
    const slowStart = [
      { atMs: 0, fraction: 0 },
      { atMs: 60_000, fraction: 0.1 },
      { atMs: 70_000, fraction: 0.3 },
    ]
    expect(estimateLeftMs(slowStart)).toBeCloseTo(35_000, -1)
  })

  it('says nothing before there is something to go by', () => {
    const of = (...points: readonly (readonly [number, number])[]) =>
      estimateLeftMs(points.map(([atMs, fraction]) => ({ atMs, fraction })))
    expect(of()).toBeNull()
    expect(of([0, 0.5])).toBeNull()
    expect(of([0, 0], [500, 0.5])).toBeNull()
    expect(of([0, 0.5], [9000, 0.5])).toBeNull()
  })

  it('is told of a job of an hour, too', () => {
    const left = createTimeLeft()
    const hourMs = 3_600_000
    let told: number | null = null
    for (let atMs = 0; atMs <= 30_000; atMs += 250) told = left.note(atMs, atMs / hourMs)
    expect(told).toBeGreaterThan(0.95 * hourMs)
    expect(told).toBeLessThan(1.05 * hourMs)
  })

  it('counts down without jumps when the pace halves, and comes to the new one', () => {
    const left = createTimeLeft()
    let [fraction, previous, largestRise] = [0, Number.POSITIVE_INFINITY, 0]
    for (let atMs = 0; fraction < 1; atMs += 100) {
      fraction = Math.min(1, fraction + (fraction < 0.5 ? 0.0025 : 0.00125))
      const told = left.note(atMs, fraction)
      if (told === null) continue
      largestRise = Math.max(largestRise, told - previous)
      previous = told
    }
    // A tenth of a second of work never adds more than half a second to what is told.
    expect(largestRise).toBeLessThan(500)
    expect(previous).toBeLessThan(1500)
  })

  it('does not count a pause', () => {
    const left = createTimeLeft()
    for (let atMs = 0; atMs <= 10_000; atMs += 100) left.note(atMs, atMs / 20_000)
    left.rest()
    let told: number | null = null
    for (let atMs = 600_000; atMs <= 603_000; atMs += 100) told = left.note(atMs, 0.5 + (atMs - 600_000) / 20_000)
    expect(told).toBeCloseTo(7000, -2)
  })

  it.each([
    [2000, 'a few seconds left'],
    [12_000, 'about 10 seconds left'],
    [44_000, 'about 45 seconds left'],
    [70_000, 'about a minute left'],
    [125_000, 'about 2 minutes left'],
    [3_600_000, 'about 60 minutes left'],
  ])('%i ms is told in round words', (leftMs, words) => {
    expect(text.common.timeLeft(leftMs)).toBe(words)
  })
})
