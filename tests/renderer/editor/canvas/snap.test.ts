import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alignBy,
  alignments,
  guidesOf,
  heldFactor,
  heldLength,
  safeEdges,
  sizesOf,
  snapEdges,
} from '#renderer/editor/canvas/snap.ts'
import {
  factorLimits,
  heldTurn,
  scaledByCorner,
  sizedTo,
  stretchedBySide,
  tidyDegrees,
} from '#renderer/editor/canvas/turned-box.ts'
import { boxToCanvas } from '#shared/render-plan/picture-points.ts'

const canvas = { width: 1080, height: 1920 }
const guides = guidesOf(canvas, safeEdges(canvas, 'lms'), [{ left: 100, right: 300, top: 1000, bottom: 1100 }])
const around = (x: number, y: number) => ({ left: x - 100, right: x + 100, top: y - 50, bottom: y + 50 })

describe('holding on', () => {
  it('takes the middle of the picture, its edges, thirds, the free area and other things', () => {
    expect(snapEdges(around(546, 955), guides, 10)).toMatchObject({ by: { x: -6, y: 5 } })
    expect(snapEdges(around(106, 760), guides, 10).by).toEqual({ x: -6, y: 0 })
    expect(snapEdges(around(540 + 187, 640 + 3), guides, 10).by.y).toBe(-3)
    expect(snapEdges(around(168, 400), guides, 10)).toMatchObject({ by: { x: -4 }, held: [{ axis: 'upright', at: 64 }] })
    expect(snapEdges(around(500, 1144), guides, 10)).toMatchObject({ by: { y: 6 }, held: [{ axis: 'level', at: 1100 }] })
  })

  it('lets go further away', () => {
    expect(snapEdges(around(420, 1345), guides, 10)).toEqual({ by: { x: 0, y: 0 }, held: [] })
  })

  it('lines things up', () => {
    const area = { left: 10, right: 910, top: 20, bottom: 1020 }
    const moved = alignments.map((alignment) => alignBy(around(500, 500), area, alignment))
    expect(moved).toEqual([
      { x: -390, y: 0 },
      { x: -40, y: 0 },
      { x: 310, y: 0 },
      { x: 0, y: -430 },
      { x: 0, y: 20 },
      { x: 0, y: 470 },
    ])
  })
})

describe('sizes', () => {
  const upright = { centre: { x: 500, y: 500 }, width: 1074, height: 300, rotationDegrees: 0 }
  const other = { ...upright, width: 400, height: 305 }

  it('hold on to the canvas and to other things, to what is nearer', () => {
    const sizes = sizesOf(canvas, upright, [other])
    expect(upright.height * heldFactor(upright, sizes, 8)).toBeCloseTo(305)
    expect(upright.width * heldFactor({ ...upright, height: 280 }, sizes, 8)).toBeCloseTo(1080)
    expect(heldFactor({ ...upright, width: 1000, height: 280 }, sizes, 8)).toBe(1)
    expect(heldLength(398, sizes.widths, 8)).toBe(400)
    expect(heldLength(380, sizes.widths, 8)).toBeNull()
  })

  it('do not mean the canvas while something is turned', () => {
    expect(sizesOf(canvas, { ...upright, rotationDegrees: 20 }, [other]).widths).toEqual([400])
  })

  it('keep the other side where it was', () => {
    const to = sizedTo(upright, { width: 1080, height: 300 }, { across: -1, down: 0 })
    expect(to.centre.x + to.width / 2).toBeCloseTo(upright.centre.x + upright.width / 2)
    expect(sizedTo(upright, { width: 10, height: 10 }, null).centre).toEqual(upright.centre)
  })
})

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const box = fc.record({
  centre: fc.record({ x: number(0, 1080), y: number(0, 1920) }),
  width: number(20, 900),
  height: number(20, 900),
  rotationDegrees: number(-180, 180),
})
const by = fc.record({ x: number(-400, 400), y: number(-400, 400) })
const side = fc.constantFrom(-1 as const, 1 as const)

describe('a dragged handle', () => {
  it('leaves the opposite corner where it is, and the shape', () => {
    fc.assert(
      fc.property(box, by, side, side, (each, moved, across, down) => {
        const limits = factorLimits([each], 8, 5000)
        const scaled = scaledByCorner(each, { side: { across, down }, by: moved, limits, fromCentre: false })
        const fixed = { x: across < 0 ? 1 : 0, y: down < 0 ? 1 : 0 }
        const [before, after] = [boxToCanvas(each, fixed), boxToCanvas(scaled, fixed)]
        expect(after.x).toBeCloseTo(before.x, 6)
        expect(after.y).toBeCloseTo(before.y, 6)
        expect(scaled.width / scaled.height).toBeCloseTo(each.width / each.height, 6)
        expect(Math.min(scaled.width, scaled.height)).toBeGreaterThanOrEqual(8 - 1e-6)
        expect(Math.max(scaled.width, scaled.height)).toBeLessThanOrEqual(5000 + 1e-6)
      }),
    )
  })

  it('leaves the opposite side where it is', () => {
    fc.assert(
      fc.property(box, by, side, (each, moved, across) => {
        const wider = stretchedBySide(each, { side: { across, down: 0 }, by: moved, leastSize: 8, fromCentre: false })
        const fixed = { x: across < 0 ? 1 : 0, y: 0.5 }
        const [before, after] = [boxToCanvas(each, fixed), boxToCanvas(wider, fixed)]
        expect(after.x).toBeCloseTo(before.x, 6)
        expect(after.y).toBeCloseTo(before.y, 6)
        expect(wider.height).toBe(each.height)
      }),
    )
  })

  it('turns hold on to straight and diagonal, and go in steps when asked', () => {
    expect(heldTurn(2, false, true)).toBe(0)
    expect(heldTurn(2, false, false)).toBe(2)
    expect(heldTurn(88, false, true)).toBe(90)
    expect(heldTurn(20, true, true)).toBe(15)
    expect([tidyDegrees(190), tidyDegrees(-540), tidyDegrees(180)]).toEqual([-170, -180, -180])
  })
})
