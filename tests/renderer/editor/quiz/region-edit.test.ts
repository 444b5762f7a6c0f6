import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corners, drawnRegion, movedRegion, resizedRegion, smallestSide } from '#renderer/editor/quiz/region-edit.ts'
import { regionSchema, type Region } from '#shared/project/schema/geometry.ts'

const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const anywhere = fc.record({ x: fc.double({ min: -2, max: 3, noNaN: true }), y: fc.double({ min: -2, max: 3, noNaN: true }) })
const drawn = fc.tuple(fc.record({ x: fraction, y: fraction }), anywhere).map(([from, to]) => drawnRegion(from, to))

function expectInside(region: Region): void {
  expect(regionSchema.safeParse(region).success).toBe(true)
  expect(region.x + region.width).toBeLessThanOrEqual(1 + 1e-9)
  expect(region.y + region.height).toBeLessThanOrEqual(1 + 1e-9)
  expect(Math.min(region.width, region.height)).toBeGreaterThanOrEqual(smallestSide - 0.002)
}

describe('a place on the picture', () => {
  it('stays inside and large enough however it is drawn, moved and resized', () => {
    fc.assert(
      fc.property(drawn, anywhere, fc.constantFrom(...corners), (region, by, corner) => {
        expectInside(region)
        const moved = movedRegion(region, by)
        expectInside(moved)
        expect(moved.width).toBeCloseTo(region.width, 2)
        expectInside(resizedRegion(region, corner, by))
      }),
    )
  })

  it('keeps the opposite corner where one is dragged', () => {
    const region = { x: 0.2, y: 0.3, width: 0.4, height: 0.2 }
    expect(resizedRegion(region, 'bottom-right', { x: 0.1, y: -0.05 })).toEqual({ x: 0.2, y: 0.3, width: 0.5, height: 0.15 })
    expect(resizedRegion(region, 'top-left', { x: 0.1, y: 0.05 })).toEqual({ x: 0.3, y: 0.35, width: 0.3, height: 0.15 })
    expect(resizedRegion(region, 'top-right', { x: 9, y: -9 })).toEqual({ x: 0.2, y: 0, width: 0.8, height: 0.5 })
  })

  it('is drawn in any direction', () => {
    const [a, b] = [
      { x: 0.2, y: 0.3 },
      { x: 0.6, y: 0.5 },
    ]
    expect(drawnRegion(a, b)).toEqual({ x: 0.2, y: 0.3, width: 0.4, height: 0.2 })
    expect(drawnRegion(b, a)).toEqual(drawnRegion(a, b))
  })
})
