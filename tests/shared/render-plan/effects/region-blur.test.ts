import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Region } from '#shared/project/schema/geometry.ts'
import type { Path } from '#shared/render-plan/plan-layer.ts'
import { blurRegion } from '#shared/render-plan/effects/region-blur.ts'
import { coveredRegions } from '#shared/render-plan/effects/region-path.ts'
import { copyOf, paint, variance } from './plane-fixtures.ts'

const whole: Region = { x: 0, y: 0, width: 1, height: 1 }
/** Large and small print: stripes and checks from two to twenty pixels. */
const print = (width: number, height: number) =>
  paint(width, height, (x, y) => {
    const ink = ((x >> 1) + (y >> 2)) % 2 === 0 || Math.floor(x / 20) % 2 === 0
    return [ink ? 30 : 220, ink ? 90 : 160, (x * 3) % 200 > 100 ? 100 : 150]
  })

/** Brightness of the inner half of a region, as parts of the picture. */
function inside(planes: ReturnType<typeof print>, { x, y, width, height }: Region): number[] {
  const values: number[] = []
  for (let row = Math.ceil((y + height / 4) * planes.height); row < (y + (height * 3) / 4) * planes.height; row += 1) {
    for (let column = Math.ceil((x + width / 4) * planes.width); column < (x + (width * 3) / 4) * planes.width; column += 1)
      values.push(planes.luma[row * planes.width + column] ?? 0)
  }
  return values
}

describe('a blurred region', () => {
  const region = { x: 0.25, y: 0.3, width: 0.4, height: 0.25 }

  it('cannot be read any more at full strength', () => {
    const planes = print(540, 960)
    const before = variance(inside(planes, region))
    blurRegion(planes, whole, region, 1)
    expect(variance(inside(planes, region))).toBeLessThan(before / 100)
  })

  it('leaves every pixel outside as it was, in all planes', () => {
    const planes = print(540, 960)
    const before = copyOf(planes)
    blurRegion(planes, whole, region, 1)
    for (const [plane, old, scale] of [
      [planes.luma, before.luma, 1],
      [planes.u, before.u, 2],
      [planes.v, before.v, 2],
    ] as const) {
      const [width, height] = [540 / scale, 960 / scale]
      const changed = plane.findIndex((value, index) => {
        const [x, y] = [((index % width) + 0.5) / width, (Math.floor(index / width) + 0.5) / height]
        const isIn = x > region.x && x < region.x + region.width && y > region.y && y < region.y + region.height
        return value !== old[index] && !isIn
      })
      expect(changed).toBe(-1)
    }
    expect(planes.luma).not.toEqual(before.luma)
  })

  it('covers its middle wholly and its soft edge in part', () => {
    const planes = paint(200, 200, (x) => [x < 100 ? 40 : 200, 128, 128])
    blurRegion(planes, whole, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }, 1)
    const row = [...planes.luma.subarray(100 * 200, 101 * 200)]
    expect(row[49]).toBe(40)
    expect(row[99]).toBeGreaterThan(90)
    expect(row[100]).toBeLessThan(150)
    const steps = row.slice(1).map((value, index) => Math.abs(value - (row[index] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(20)
  })

  it('looks the same in a small preview', () => {
    const smooth = (width: number, height: number) =>
      paint(width, height, (x, y) => [
        Math.round(120 + 80 * Math.sin((x / width) * 40) * Math.cos((y / height) * 30)),
        128,
        Math.round(128 + 60 * Math.sin((y / height) * 20)),
      ])
    const [large, small] = [smooth(1080, 1920), smooth(540, 960)]
    blurRegion(large, whole, region, 0.8)
    blurRegion(small, whole, region, 0.8)
    let worst = 0
    for (let y = 1; y < 959; y += 7) {
      for (let x = 1; x < 539; x += 7) {
        const mean = [0, 1, 1080, 1081].reduce((sum, step) => sum + (large.luma[y * 2 * 1080 + x * 2 + step] ?? 0), 0) / 4
        worst = Math.max(worst, Math.abs(mean - (small.luma[y * 540 + x] ?? 0)))
      }
    }
    expect(worst).toBeLessThan(6)
  })

  it('hides as much of its part of a closer picture', () => {
    // The picture shows the middle of the source only, so that the region is twice as large in it and lies half outside.
    const planes = print(400, 400)
    const before = variance([...planes.luma.subarray(200 * 400, 200 * 400 + 100)])
    blurRegion(planes, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }, { x: 0.1, y: 0.3, width: 0.4, height: 0.4 }, 1)
    expect(variance([...planes.luma.subarray(200 * 400, 200 * 400 + 100)])).toBeLessThan(before / 50)
    expect([...planes.luma.subarray(200 * 400 + 201, 200 * 400 + 400)]).toEqual([
      ...print(400, 400).luma.subarray(200 * 400 + 201, 200 * 400 + 400),
    ])
  })

  it('takes any region, even one far outside or smaller than a pixel', () => {
    const unit = fc.double({ min: -2, max: 3, noNaN: true })
    const size = fc.double({ min: 0.0001, max: 3, noNaN: true })
    fc.assert(
      fc.property(unit, unit, size, size, fc.double({ min: 0, max: 1, noNaN: true }), (x, y, width, height, strength) => {
        const planes = paint(32, 24, (column, row) => [60 + ((column * row) % 100), 100, 150])
        blurRegion(planes, whole, { x, y, width, height }, strength)
        // A mean is never outside of what it is made of.
        expect(planes.luma.every((value) => value >= 60 && value <= 160)).toBe(true)
        expect(planes.u.every((value) => value === 100)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a region on its way', () => {
  const at = (x: number): Region => ({ x, y: 0.4, width: 0.1, height: 0.1 })
  const path: Path = [
    { atFrame: 10, value: at(0), easing: 'ease-in-out' },
    { atFrame: 40, value: at(0.9), easing: 'hold' },
    { atFrame: 50, value: at(0.2), easing: 'linear' },
  ]
  const covers = (regions: readonly Region[], x: number): boolean =>
    regions.some((region) => region.x <= x + 1e-9 && region.x + region.width >= x + 0.1 - 1e-9)

  it('stands before its first and after its last key', () => {
    expect(coveredRegions(path, -20)).toEqual([at(0)])
    expect(coveredRegions(path, 200)).toEqual([at(0.2)])
    expect(coveredRegions([], 5)).toEqual([])
  })

  it('covers all the way of two frames before, so that a picture which is late stays covered', () => {
    const frames = Array.from({ length: 500 }, (_, index) => index / 10)
    const eased = (frame: number): number => {
      const share = Math.max(0, Math.min(1, (frame - 10) / 30))
      return frame >= 50 ? 0.2 : 0.9 * (share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2)
    }
    for (const frame of frames) {
      const covered = coveredRegions(path, frame)
      for (const early of [-2, -1.3, -0.7, 0, 0.4]) expect(covers(covered, eased(frame + early))).toBe(true)
    }
  })

  it('covers both places of a jump, and nothing between them', () => {
    expect(coveredRegions(path, 51).map(({ x }) => x)).toEqual([0.9, 0.2])
  })
})
