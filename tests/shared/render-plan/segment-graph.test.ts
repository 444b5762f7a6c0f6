import { describe, expect, test } from 'vitest'
import { defaultPicture } from '#shared/project/defaults.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { placePicture } from '#shared/render-plan/picture-placement.ts'
import { storedRegion } from '#shared/render-plan/stored-region.ts'
import { bitmapGraph, overlayGraph } from '#shared/render-plan/overlay-graph.ts'
import { layerGraph } from '#shared/render-plan/layer-graph.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import { sampleLesson } from './plan-fixtures.ts'

const plan = compilePlan(sampleLesson(), { preset: 'lms', overlays: [] })
const source = { width: 1920, height: 1080, pixelFormat: 'yuv420p', isRgb: false }
const graphOf = (index: number, size = plan.canvas): string => {
  const segment = plan.segments[index]
  const [layer] = segment ? layersOf(segment) : []
  const video = layer && plan.inputs[layer.input]?.video
  if (!video) throw new RangeError(`no picture in segment ${index}`)
  const context = { video, source, canvas: plan.canvas, size, rate: plan.frameRate, lutText: () => '' }
  const graph = layerGraph('buffer@v0', layer, 'base', context)
  return graph.kind === 'nothing' ? '' : graph.filters
}

describe('graphs are pinned', () => {
  test('a turned clip that fills the canvas', () => {
    expect(graphOf(0)).toMatchInlineSnapshot(
      `"buffer@v0=video_size=1920x1080:pix_fmt=yuv420p:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=bt709:range=tv,transpose=clock"`,
    )
  })
  test('a wide clip that fits inside, at preview size', () => {
    expect(graphOf(2, { width: 540, height: 960 })).toMatchInlineSnapshot(
      `"buffer@v0=video_size=1920x1080:pix_fmt=yuv420p:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=bt709:range=tv,scale=540:304:flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuv420p,pad=540:960:0:328:color=black"`,
    )
  })
  test('two overlays', () => {
    const places = [
      { x: 100, y: 1460, width: 880, height: 220 },
      { x: 0, y: 0, width: 64, height: 64 },
    ]
    expect(bitmapGraph({ width: 880, height: 220 }, plan.frameRate)).toMatchInlineSnapshot(
      `"buffer@v=video_size=880x220:pix_fmt=rgba:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=gbr:range=pc,scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuva420p,buffersink@out"`,
    )
    expect(overlayGraph(places, plan.canvas, plan.frameRate)).toMatchInlineSnapshot(
      `"buffer@v=video_size=1080x1920:pix_fmt=yuv420p:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=bt709:range=tv[c0];buffer@o0=video_size=880x220:pix_fmt=yuva420p:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=bt709:range=tv[b0];buffer@o1=video_size=64x64:pix_fmt=yuva420p:time_base=1/30:frame_rate=30/1:pixel_aspect=1/1:colorspace=bt709:range=tv[b1];[c0][b0]overlay=100:1460:format=yuv420:eof_action=repeat[c1];[c1][b1]overlay=0:0:format=yuv420:eof_action=repeat,buffersink@out"`,
    )
  })
})

describe('places', () => {
  const canvas = { width: 1080, height: 1920 }
  const wide = { width: 1920, height: 1080 }

  test('fill covers the canvas and cuts the same from both sides', () => {
    const { region, placed } = placePicture(wide, defaultPicture, canvas) ?? {}
    expect(placed).toEqual({ x: 0, y: 0, ...canvas })
    expect(region?.width).toBeCloseTo(0.3164, 3)
    expect((region?.x ?? 0) * 2 + (region?.width ?? 0)).toBeCloseTo(1, 5)
  })

  test('fit shows everything in the middle', () => {
    const place = placePicture(wide, { ...defaultPicture, fit: 'fit' }, canvas)
    expect(place).toEqual({ region: { x: 0, y: 0, width: 1, height: 1 }, placed: { x: 0, y: 656, width: 1080, height: 608 } })
  })

  test('a picture moved off the canvas is no picture', () => {
    const placement = { ...defaultPicture.placement, x: 5000 }
    expect(placePicture(wide, { ...defaultPicture, placement }, canvas)).toBeNull()
  })

  test('a region of the upright picture is found in the stored one', () => {
    const topLeft = { x: 0, y: 0, width: 0.25, height: 0.5 }
    expect(storedRegion(topLeft, { rotationDegrees: 90, mirrored: false })).toEqual({ x: 0, y: 0.75, width: 0.5, height: 0.25 })
    expect(storedRegion(topLeft, { rotationDegrees: 180, mirrored: false })).toEqual({
      x: 0.75,
      y: 0.5,
      width: 0.25,
      height: 0.5,
    })
    expect(storedRegion(topLeft, { rotationDegrees: 270, mirrored: false })).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.25 })
    expect(storedRegion(topLeft, { rotationDegrees: 0, mirrored: true })).toEqual({ x: 0.75, y: 0, width: 0.25, height: 0.5 })
  })
})
