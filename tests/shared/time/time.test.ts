import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAt, frameToTicks, framesIn, snapToFrame, type FrameRate } from '#shared/time/frame-rate.ts'
import { atSpeed, fromSpeed, rescale, ticksToTimestamp, timestampToTicks } from '#shared/time/rational.ts'
import { formatLength, formatPlayhead, formatVttTimestamp, stepFrames } from '#shared/time/timecode.ts'
import { millisecondsToTicks, secondsToTicks, ticks, ticksToMilliseconds, ticksToSeconds } from '#shared/time/ticks.ts'

const rates: readonly FrameRate[] = [
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30, den: 1 },
  { num: 50, den: 1 },
  { num: 60, den: 1 },
  { num: 24_000, den: 1001 },
  { num: 30_000, den: 1001 },
  { num: 60_000, den: 1001 },
]
const rate = fc.constantFrom(...rates)
/** Up to a day. */
const instant = fc.integer({ min: 0, max: 86_400 * 120_000 }).map(ticks)

describe('frames', () => {
  it.each(rates.slice(0, 7))('last a whole number of ticks at $num/$den', ({ num, den }) => {
    expect((120_000 * den) % num).toBe(0)
  })

  it('come back from ticks, and own every tick up to the next', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 0, max: 6_000_000 }), (r, index) => {
        const start = frameToTicks(index, r)
        expect(frameAt(start, r)).toBe(index)
        expect(framesIn(start, r)).toBe(index)
        expect(frameAt(ticks(frameToTicks(index + 1, r) - 1), r)).toBe(index)
        expect(snapToFrame(start, r)).toBe(start)
      }),
    )
  })

  it('snap to the nearest boundary', () => {
    fc.assert(
      fc.property(rate, instant, (r, at) => {
        const snapped = snapToFrame(at, r)
        const here = frameAt(at, r)
        const distances = [here, here + 1].map((index) => Math.abs(frameToTicks(index, r) - at))
        expect(Math.abs(snapped - at)).toBe(Math.min(...distances))
      }),
    )
  })

  it('step without drift, never before zero', () => {
    const film = { num: 24_000, den: 1001 }
    let at = ticks(0)
    for (let step = 0; step < 24_000; step += 1) at = stepFrames(at, 1, film)
    expect(at).toBe(1001 * 120_000)
    expect(stepFrames(ticks(3), -5, film)).toBe(0)
  })
})

describe('rescale', () => {
  it('is exact where the product passes 2^53', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
        fc.integer({ min: 1, max: 120_000 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        (value, num, den) => {
          const doubled = BigInt(value) * BigInt(num) * 2n + BigInt(den)
          const divisor = BigInt(den) * 2n
          const floor = doubled / divisor - (doubled % divisor < 0n ? 1n : 0n)
          fc.pre(Math.abs(Number(floor)) <= Number.MAX_SAFE_INTEGER)
          expect(BigInt(rescale(value, num, den))).toBe(floor)
        },
      ),
    )
  })

  it('rounds half up, and just under a half down, at any size', () => {
    const half = fc
      .integer({ min: 1, max: 2 ** 20 })
      .chain((den) => fc.tuple(fc.constant(2 * den + 1), fc.integer({ min: -(2 ** 29), max: 2 ** 29 })))
    fc.assert(
      fc.property(half, ([den, whole]) => {
        const below = whole * den + (den - 1) / 2
        expect(rescale(below, 1, den)).toBe(whole)
        expect(rescale(below + 1, 1, den)).toBe(whole + 1)
        expect(rescale(whole * 2 + 1, 1, 2)).toBe(whole + 1)
      }),
    )
  })

  it('keeps stream time stamps over ticks and back where a tick is finer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1000, 12_800, 15_360, 24_000, 30_000, 44_100, 48_000, 90_000),
        fc.nat(2 ** 33),
        (den, stamp) => {
          const base = { num: 1, den }
          expect(ticksToTimestamp(timestampToTicks(stamp, base), base)).toBe(stamp)
        },
      ),
    )
  })

  it('keeps lengths over a speed and back, to the tick that is finest', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (length, num, den) => {
        const speed = { num, den }
        expect(Math.abs(fromSpeed(atSpeed(length, speed), speed) - length)).toBeLessThanOrEqual(Math.ceil(num / den / 2))
      }),
    )
  })
})

describe('ticks', () => {
  it('keep milliseconds, and microseconds of seconds, exactly', () => {
    fc.assert(
      fc.property(fc.nat(86_400_000), (ms) => {
        expect(ticksToMilliseconds(millisecondsToTicks(ms))).toBe(ms)
      }),
    )
    fc.assert(
      fc.property(instant, (at) => {
        expect(secondsToTicks(Math.round(ticksToSeconds(at) * 1e6) / 1e6)).toBe(at)
      }),
    )
  })

  it('refuse fractions', () => {
    expect(() => ticks(0.5)).toThrow(RangeError)
    expect(() => ticks(Number.NaN)).toThrow(RangeError)
  })
})

describe('timecodes', () => {
  it('read as people and WebVTT write them', () => {
    expect(formatPlayhead(secondsToTicks(67.4), { num: 30, den: 1 })).toBe('1:07.12')
    expect(formatLength(secondsToTicks(67.4))).toBe('1:07')
    expect(formatVttTimestamp(secondsToTicks(3667.2506))).toBe('01:01:07.251')
    expect(formatVttTimestamp(secondsToTicks(59.9999))).toBe('00:01:00.000')
  })
})
