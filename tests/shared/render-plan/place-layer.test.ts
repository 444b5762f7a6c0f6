import { describe, expect, test } from 'vitest'
import { layerRaster, placeRaster } from '#shared/render-plan/layer-raster.ts'
import { fadeLevel, isAtRest, placeLayer } from '#shared/render-plan/place-layer.ts'
import { storedRegion, uprightRegion } from '#shared/render-plan/stored-region.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const canvas = { width: 1080, height: 1920 }
const wide = { width: 1920, height: 1080 }
const standing = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }

function layerOf(change: (clip: Clip) => Clip): Layer {
  const plan = compilePlan(sampleLesson(change), { preset: 'lms', overlays: [] })
  const [layer] = plan.segments.flatMap((segment) => layersOf(segment))
  if (!layer) throw new Error('no layer')
  return layer
}

const moving = (...points: readonly { readonly at: number; readonly value: Partial<typeof standing> }[]): Layer =>
  layerOf((clip) => ({
    ...clip,
    picture: {
      ...clip.picture,
      // The clip starts one second into its source.
      placementKeyframes: points.map(({ at, value }) => ({
        atTicks: secondsToTicks(1 + at),
        value: { ...standing, ...value },
        easing: 'ease-in-out' as const,
      })),
    },
  }))

describe('a layer in motion', () => {
  const layer = moving({ at: 0, value: {} }, { at: 1, value: { x: 540, scale: 3, rotationDegrees: 90, opacity: 0.5 } })

  test('stands at its keyframes, halfway in the middle, and still before and after', () => {
    expect(placeLayer(layer, wide, canvas, -5)).toEqual(placeLayer(layer, wide, canvas, 0))
    expect(placeLayer(layer, wide, canvas, 15)).toMatchObject({ centre: { x: 810, y: 960 }, rotationDegrees: 45, opacity: 0.75 })
    expect(placeLayer(layer, wide, canvas, 15).height).toBeCloseTo(1920 * 2, 6)
    expect(placeLayer(layer, wide, canvas, 99)).toMatchObject({ centre: { x: 1080, y: 960 }, rotationDegrees: 90, opacity: 0.5 })
    expect(isAtRest(layer)).toBe(false)
    expect(isAtRest(moving({ at: 0, value: { x: 7 } }, { at: 1, value: { x: 7 } }))).toBe(true)
  })

  test('offsets count in 1/1080 of the short side, whatever the canvas', () => {
    const small = placeLayer(layer, wide, { width: 540, height: 540 }, 30)
    expect(small.centre).toEqual({ x: 270 + 270, y: 270 })
  })
})

describe('a followed region', () => {
  const layer = layerOf((clip) => ({
    ...clip,
    picture: {
      ...clip.picture,
      crop: { x: 0.4, y: 0.4, width: 0.1, height: 0.1 },
      followKeyframes: [
        { atTicks: secondsToTicks(1), value: { x: 0, y: 0, width: 0.25, height: 0.5 }, easing: 'linear' as const },
        { atTicks: secondsToTicks(2), value: { x: 0.5, y: 0.5, width: 0.25, height: 0.5 }, easing: 'linear' as const },
      ],
    },
  }))

  test('replaces the crop and covers the canvas', () => {
    const place = placeLayer(layer, wide, canvas, 15)
    expect(place.region).toEqual({ x: 0.25, y: 0.25, width: 0.25, height: 0.5 })
    expect(place.height).toBeCloseTo(1920, 6)
    expect(place.width).toBeGreaterThanOrEqual(1080 - 1e-6)
  })

  test('is drawn from one raster, which holds all of its way and no more', () => {
    const video = { displayWidth: 1920, displayHeight: 1080, rotationDegrees: 0, mirrored: false } as never
    const source = { width: 1920, height: 1080, pixelFormat: 'yuv420p', isRgb: false }
    const raster = layerRaster(layer, video, source, canvas, canvas)
    if (!raster) throw new Error('no raster')
    expect(raster.region.y).toBe(0)
    expect(raster.region.y + raster.region.height).toBe(1)
    expect(raster.region.width).toBeLessThan(0.74)
    for (const frame of [0, 7, 30]) {
      const place = placeLayer(layer, wide, canvas, frame)
      const { toSource } = placeRaster(raster, place, canvas, canvas)
      const { region } = place
      // The middle of the canvas shows the middle of the region.
      const [x, y] = [toSource.xx * 540 + toSource.xy * 960 + toSource.x0, toSource.yx * 540 + toSource.yy * 960 + toSource.y0]
      expect(raster.region.x + (x / raster.width) * raster.region.width).toBeCloseTo(region.x + region.width / 2, 6)
      expect(raster.region.y + (y / raster.height) * raster.region.height).toBeCloseTo(region.y + region.height / 2, 6)
    }
  })
})

test('a turned picture maps back to where it came from', () => {
  const region = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }
  for (const rotationDegrees of [0, 90, 180, 270] as const)
    for (const mirrored of [false, true]) {
      const back = uprightRegion(storedRegion(region, { rotationDegrees, mirrored }), { rotationDegrees, mirrored })
      for (const side of ['x', 'y', 'width', 'height'] as const) expect(back[side]).toBeCloseTo(region[side], 9)
    }
})

test('fades rise from nothing and fall to nothing', () => {
  const layer = { fadeInFrames: 10, fadeOutFrames: 5, clipFrameCount: 60 }
  expect([0, 5, 10, 30, 55, 58, 60].map((frame) => fadeLevel(layer, frame))).toEqual([0, 0.5, 1, 1, 1, 0.4, 0])
  expect(fadeLevel({ ...layer, fadeInFrames: 0, fadeOutFrames: 0 }, 70)).toBe(1)
})
