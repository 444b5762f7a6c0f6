import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snapMove } from '#renderer/editor/timeline/snapper.ts'
import type { SnapTarget } from '#shared/edit/snapping.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'
import { addTicks, secondsToTicks as seconds, ticks } from '#shared/time/ticks.ts'

const rate = { num: 30, den: 1 }
const ntsc = { num: 30_000, den: 1001 }
const target = (at: number): SnapTarget => ({ atTicks: seconds(at), kind: 'clip' })

describe('snapping what is dragged', () => {
  it('takes the nearest target that either end reaches', () => {
    const targets = [target(1), target(2), target(2.05)]
    expect(snapMove([seconds(2)], seconds(0.04), targets, 100, rate)).toEqual({
      deltaTicks: seconds(0.05),
      atTicks: seconds(2.05),
    })
    expect(snapMove([seconds(0), seconds(0.5)], seconds(0.48), targets, 100, rate)).toEqual({
      deltaTicks: seconds(0.5),
      atTicks: seconds(1),
    })
  })

  it('reaches less far in time the larger it is shown', () => {
    expect(snapMove([seconds(0)], seconds(0.9), [target(1)], 40, rate).atTicks).toBe(seconds(1))
    expect(snapMove([seconds(0)], seconds(0.9), [target(1)], 400, rate).atTicks).toBeNull()
  })

  it('lies on a frame where no target is near', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: -5_000_000, max: 5_000_000 }), (start, moved) => {
        const from = snapToFrame(ticks(start), ntsc)
        const { deltaTicks, atTicks } = snapMove([from], ticks(moved), [], 50, ntsc)
        const to = addTicks(from, deltaTicks)
        expect(atTicks).toBeNull()
        expect(snapToFrame(to, ntsc)).toBe(to)
        expect(Math.abs(deltaTicks - moved)).toBeLessThanOrEqual(2003)
      }),
    )
  })
})
