import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { AV_PIX_FMT_YUV420P } from 'node-av/constants'
import { Frame } from 'node-av/lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { layOutOverlays } from '#main/core/export/lesson-overlays.ts'
import { createOverlayPainter } from '#main/core/overlay-raster/overlay-painter.ts'
import { createPictureFiles } from '#main/core/overlay-raster/picture-files.ts'
import { openOverlayLayer, type OverlayPainter } from '#main/media-process/render/overlay-layer.ts'
import { readOverlayPicture } from '#main/media-process/render/overlay-pictures.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { toPng } from '#main/media-process/stills.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { documentOf, overlayOf } from '../shared/overlay/sample-overlays.ts'
import { composeFrame } from './composed-frame.ts'
import { probe } from './in-process-render.ts'
import { lessonOf } from './one-clip-lesson.ts'
import type { Rgba } from './luma-similarity.ts'

const slices = createSlices(() => false)
const canvas = { width: 180, height: 320 }
const sticker = { kind: 'sticker', name: '🎉' } as const

function planOf(overlays: readonly Overlay[]): RenderPlan {
  const document = documentOf(overlays, canvas)
  return compilePlan(document, { preset: 'lms', overlays: layOutOverlays(document, canvas, false) })
}

/** Counts what is painted, frame by frame. */
function paintedEach(plan: RenderPlan, frames: readonly number[]): readonly (readonly string[])[] {
  const painter = createOverlayPainter(new Map())
  let painted: string[] = []
  const paint: OverlayPainter = (overlay, instant, box) => {
    painted.push(overlay.id)
    return painter(overlay, instant, box)
  }
  const layer = openOverlayLayer(plan, paint)
  using scratch = new Frame()
  scratch.alloc()
  const each = frames.map((index) => {
    painted = []
    const rows = Buffer.alloc((canvas.width * canvas.height * 3) / 2, 90)
    using picture = Frame.fromVideoBuffer(rows, { ...canvas, format: AV_PIX_FMT_YUV420P, pts: BigInt(index) })
    layer.cover(picture, scratch)
    scratch.unref()
    return painted
  })
  layer.close()
  return each
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index)

describe('the overlay layer paints', () => {
  test('what stands still once, and again only after it was gone', () => {
    const still = overlayOf('still', { content: sticker, durationTicks: secondsToTicks(1) })
    const later = {
      ...overlayOf('later', { content: sticker }),
      anchor: { kind: 'timeline', ticks: secondsToTicks(0.5) },
    } as const
    const plan = planOf([still, { ...later, durationTicks: secondsToTicks(0.2) }])
    const painted = paintedEach(plan, range(0, 32))
    expect(painted.map((ids, frame) => [frame, ...ids]).filter(({ length }) => length > 1)).toEqual([
      [0, 'still'],
      [15, 'later'],
    ])
  })

  test('each frame what moves, and nothing beside it', () => {
    const still = overlayOf('still', { content: sticker })
    const moving = overlayOf('moving', { content: sticker, enter: { kind: 'pop', durationTicks: secondsToTicks(0.5) } })
    const painted = paintedEach(planOf([still, moving]), range(0, 30))
    expect(painted[0]).toEqual(['still'])
    expect(painted.slice(1, 16)).toEqual(range(1, 16).map(() => ['moving']))
    expect(painted.slice(16).flat()).toEqual([])
  })

  test('a typed title only where a letter comes', () => {
    const content = overlayOf('o', {}).content
    const typed = overlayOf('typed', { content, enter: { kind: 'type', durationTicks: secondsToTicks(1) } })
    const painted = paintedEach(planOf([typed]), range(0, 40))
    expect(painted.flat()).toHaveLength('Title'.length)
  })
})

describe('a picture of an overlay', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidbit-overlay-'))
    const drawing = createCanvas(100, 50)
    const context = drawing.getContext('2d')
    context.fillStyle = '#ff000080'
    context.fillRect(0, 0, 50, 50)
    context.fillStyle = '#00ff00'
    context.fillRect(50, 0, 25, 50)
    await writeFile(join(folder, 'drawing.png'), drawing.toBuffer('image/png'))
    await writeFile(join(folder, 'broken.png'), drawing.toBuffer('image/png').subarray(0, 60))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function lessonWithDrawing(): Promise<{ document: LessonDocument; file: string; assetId: AssetId }> {
    const file = join(folder, 'drawing.png')
    const { document: clipOnly } = lessonOf([{ path: file, report: await probe(file) }])
    const [asset] = Object.values(clipOnly.assets)
    if (!asset) throw new Error('no asset')
    const box = { anchorPoint: 'top-left', x: 0, y: 0, width: 600, height: 300 } as const
    const overlay = overlayOf('drawing', { content: { kind: 'image', assetId: asset.id }, box })
    return { document: { ...documentOf([overlay], canvas), assets: { [asset.id]: asset } }, file, assetId: asset.id }
  }

  const pixel = ({ width, data }: Rgba, x: number, y: number): number[] =>
    [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)].map((value) => Math.round(value / 16) * 16)

  test('is laid over the picture with its own transparency', async () => {
    const { document, file, assetId } = await lessonWithDrawing()
    const { picture, boxes } = await composeFrame(document, [{ assetId, variant: 'original', path: file }], 10)
    expect(boxes).toEqual([{ id: 'drawing', box: { x: 0, y: 0, width: 100, height: 50 } }])
    expect(pixel(picture, 20, 20)).toEqual([128, 0, 0])
    expect(pixel(picture, 62, 20)).toEqual([0, 256, 0])
    expect(pixel(picture, 90, 20)).toEqual([0, 0, 0])
  })

  test('shows the part that was chosen of it, in the shape of that part', async () => {
    const { document, file, assetId } = await lessonWithDrawing()
    const [overlay] = Object.values(document.overlays)
    if (overlay?.content.kind !== 'image') throw new Error('no picture')
    const crop = { x: 0.25, y: 0, width: 0.5, height: 1 }
    const cropped = { ...overlay, content: { ...overlay.content, crop } }
    const lesson = { ...document, overlays: { [overlay.id]: cropped } }
    const { picture } = await composeFrame(lesson, [{ assetId, variant: 'original', path: file }], 10)
    // A square of 50 pixels in the middle of the box: the red half, then the green one.
    expect(pixel(picture, 15, 20)).toEqual([0, 0, 0])
    expect(pixel(picture, 35, 20)).toEqual([128, 0, 0])
    expect(pixel(picture, 65, 20)).toEqual([0, 256, 0])
    expect(pixel(picture, 85, 20)).toEqual([0, 0, 0])
  })

  test('that cannot be found or read fails the render, and is left out of the preview', async () => {
    const { document, file } = await lessonWithDrawing()
    await expect(composeFrame(document, [], 0)).rejects.toThrow('is missing')
    const [asset] = Object.values(document.assets)
    if (!asset) throw new Error('no asset')
    const broken = join(folder, 'broken.png')
    await expect(readOverlayPicture(broken, planInput(asset), slices)).rejects.toThrow()
    const engine = {
      call: async (_method: string, input: unknown) => {
        const { path } = input as { path: string }
        return toPng(await readOverlayPicture(path, planInput(asset), slices))
      },
    }
    const files = createPictureFiles(engine as never, join(folder, 'cache'))
    expect(await files.find({ ...asset, absolutePath: broken, sha256: 'f'.repeat(64) })).toBeNull()
    const [made, again] = await Promise.all([1, 2].map(() => files.find({ ...asset, absolutePath: file })))
    expect(made).toMatch(/picture\.png$/)
    expect(again).toBe(made)
    const { imageSize } = await probe(made ?? '')
    expect(imageSize).toEqual({ width: 100, height: 50 })
  })
})
