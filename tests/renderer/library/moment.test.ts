import { describe, expect, it } from 'vitest'
import { describeMoment } from '#renderer/library/moment.ts'

const now = Date.UTC(2026, 5, 15, 12)
const minute = 60_000

describe('when a lesson was edited', () => {
  it.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [5 * minute, '5 minutes ago'],
    [3 * 60 * minute, '3 hours ago'],
    [26 * 60 * minute, 'yesterday'],
    [30 * 24 * 60 * minute, 'May 16, 2026'],
    [-minute, 'just now'],
  ])('%d ms before now reads "%s"', (ago, words) => {
    expect(describeMoment(now - ago, now)).toBe(words)
  })
})
