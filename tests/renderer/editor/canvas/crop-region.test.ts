import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedSides, regionOf, sidesOf, type CropEdge } from '#renderer/editor/canvas/crop-region.ts'
import { regionSchema } from '#shared/project/schema/geometry.ts'

const share = fc.double({ min: -2, max: 2, noNaN: true })
const edges = fc.constantFrom<readonly CropEdge[]>(
  ['left'],
  ['right'],
  ['top'],
  ['bottom'],
  ['left', 'top'],
  ['right', 'bottom'],
  ['left', 'right', 'top', 'bottom'],
)
const moves = fc.array(fc.record({ which: edges, by: fc.record({ x: share, y: share }) }), { maxLength: 12 })

describe('cropping', () => {
  it('always leaves a part of the picture that can be seen, whatever is dragged where', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const sides = list.reduce((now, { which, by }) => movedSides(now, which, by), sidesOf(null))
        expect(sides.right - sides.left).toBeGreaterThanOrEqual(0.05 - 1e-9)
        expect(sides.bottom - sides.top).toBeGreaterThanOrEqual(0.05 - 1e-9)
        const region = regionOf(sides)
        if (!region) {
          expect(sides).toEqual(sidesOf(null))
          return
        }
        expect(regionSchema.safeParse(region).success).toBe(true)
        expect(region.x + region.width).toBeLessThanOrEqual(1 + 1e-9)
        expect(region.y + region.height).toBeLessThanOrEqual(1 + 1e-9)
        expect(sidesOf(region).right).toBeCloseTo(sides.right, 3)
      }),
    )
  })

  it('keeps the size while the whole part is moved', () => {
    const sides = { left: 0.2, right: 0.6, top: 0.1, bottom: 0.5 }
    const moved = movedSides(sides, ['left', 'right', 'top', 'bottom'], { x: 5, y: -5 })
    expect(regionOf(moved)).toEqual({ x: 0.6, y: 0, width: 0.4, height: 0.4 })
  })
})
