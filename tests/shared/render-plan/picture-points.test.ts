import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Placement, Region } from '#shared/project/schema/geometry.ts'
import { boxToCanvas, canvasToBox, canvasToPicture, pictureToCanvas, placementFor } from '#shared/render-plan/picture-points.ts'
import { placeLayer, type PlacedLayer } from '#shared/render-plan/place-layer.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const size = fc.record({ width: fc.integer({ min: 16, max: 4320 }), height: fc.integer({ min: 16, max: 4320 }) })
const placement: fc.Arbitrary<Placement> = fc.record({
  x: number(-2000, 2000),
  y: number(-2000, 2000),
  scale: number(0.05, 8),
  rotationDegrees: number(-360, 360),
  opacity: number(0, 1),
})
const region: fc.Arbitrary<Region> = fc
  .record({ x: number(0, 0.8), y: number(0, 0.8), across: number(0.1, 1), down: number(0.1, 1) })
  .map(({ x, y, across, down }) => ({ x, y, width: (1 - x) * across, height: (1 - y) * down }))
const layer: fc.Arbitrary<PlacedLayer> = fc
  .record({
    fit: fc.constantFrom('fill' as const, 'fit' as const, 'fit-blur' as const),
    crop: fc.option(region),
    value: placement,
  })
  .map(({ fit, crop, value }) => ({ fit, crop, motion: [{ atFrame: 0, value, easing: 'linear' as const }], follow: [] }))
const point = fc.record({ x: number(-0.5, 1.5), y: number(-0.5, 1.5) })

describe('the way back from the canvas', () => {
  it('finds the point of the picture that a point of the canvas shows', () => {
    fc.assert(
      fc.property(layer, size, size, point, (each, display, canvas, at) => {
        const place = placeLayer(each, display, canvas, 0)
        const back = canvasToPicture(place, pictureToCanvas(place, at))
        expect(back.x).toBeCloseTo(at.x, 6)
        expect(back.y).toBeCloseTo(at.y, 6)
        const again = boxToCanvas(place, canvasToBox(place, at))
        expect(again.x).toBeCloseTo(at.x, 4)
        expect(again.y).toBeCloseTo(at.y, 4)
      }),
    )
  })

  it('shows the middle of the chosen region in the middle of the box', () => {
    fc.assert(
      fc.property(layer, size, size, (each, display, canvas) => {
        const place = placeLayer(each, display, canvas, 0)
        const { region: shown, centre } = place
        const middle = pictureToCanvas(place, { x: shown.x + shown.width / 2, y: shown.y + shown.height / 2 })
        expect(middle.x).toBeCloseTo(centre.x, 4)
        expect(middle.y).toBeCloseTo(centre.y, 4)
      }),
    )
  })

  it('gives the placement that puts a layer where it is', () => {
    fc.assert(
      fc.property(layer, size, size, (each, display, canvas) => {
        const [first] = each.motion
        const found = placementFor(each, display, canvas, 0, placeLayer(each, display, canvas, 0))
        for (const key of ['x', 'y', 'scale', 'rotationDegrees', 'opacity'] as const)
          expect(found[key], key).toBeCloseTo(first?.value[key] ?? Number.NaN, 6)
      }),
    )
  })
})
