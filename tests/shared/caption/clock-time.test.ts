import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatClockTime, parseClockTime } from '#shared/caption/clock-time.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'

it('writes minutes, seconds and hundredths', () => {
  expect([0, 3.5, 59.996, 67.25].map((each) => formatClockTime(secondsToTicks(each)))).toEqual([
    '0:00.00',
    '0:03.50',
    '1:00.00',
    '1:07.25',
  ])
})

it('reads what people type, and nothing else', () => {
  const read = ['67.25', '1:07.25', ' 1:07,25 ', '0:01:07.25'].map(parseClockTime)
  expect(read).toEqual(read.map(() => secondsToTicks(67.25)))
  expect(['', 'soon', '1:', '-2', '1:2:3:4', '1.2.3'].map(parseClockTime)).toEqual([null, null, null, null, null, null])
})

it('reads what it wrote', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500_000 }), (hundredths) => {
      const instant = ticks(hundredths * 1200)
      expect(parseClockTime(formatClockTime(instant))).toBe(instant)
    }),
  )
})
