import { describe, expect, it } from 'vitest'
import { createTalkLimit } from '#shared/trial/talk-limit.ts'

describe('a lesson that talks', () => {
  it('is heard in bursts, then as often as is allowed, and what is missed is counted', () => {
    const limit = createTalkLimit(10, 100)
    const heardAt = (ms: number, times: number) => Array.from({ length: times }, () => limit.hears(ms)).filter(Boolean).length
    expect(heardAt(5000, 25)).toBe(10)
    expect(limit.missed).toBe(15)
    expect(heardAt(5050, 25)).toBe(5)
    expect(heardAt(60_000, 25)).toBe(10)
    expect(limit.missed).toBe(50)
  })

  it('is never missed where it says less', () => {
    const limit = createTalkLimit(10, 100)
    for (let ms = 0; ms < 10_000; ms += 10) expect(limit.hears(ms)).toBe(true)
    expect(limit.missed).toBe(0)
  })
})
