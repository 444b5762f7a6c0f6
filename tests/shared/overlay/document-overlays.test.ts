import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Canvas2D } from '#shared/overlay/canvas-2d.ts'
import { LayerCache } from '#shared/overlay/layer-cache.ts'
import { boundsAt } from '#shared/overlay/bounds.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { paintedOverlaySchema, pixelBoxSchema, type PaintedOverlay, type PaintItem } from '#shared/overlay/model.ts'
import { isResting, itemsAt, lookAt, poseAt } from '#shared/overlay/pose.ts'
import type { AssetId, TrackId } from '#shared/project/ids.ts'
import { anchorPoints } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { videoAsset } from '../project/sample-document.ts'
import { documentOf, overlayOf, overlayTrackId, titleStyle } from './sample-overlays.ts'

const canvas = { width: 1080, height: 1920 }
const measure = (_fontId: string, sizePx: number, text: string): number => [...text].length * sizePx * 0.5
const seconds = secondsToTicks

function layOut(change: Partial<Overlay>): PaintedOverlay {
  const [painted] = documentOverlays(documentOf([overlayOf('o', change)]), measure)
  if (!painted) throw new Error('nothing painted')
  return painted
}

const edges = ({ box }: PaintedOverlay) => [box.x, box.y, box.x + box.width, box.y + box.height]
const animated = (kind: Overlay['enter']['kind'], length: number): Overlay['enter'] => ({ kind, durationTicks: seconds(length) })
const sticker = { kind: 'sticker', name: '🎉' } as const

describe('what is drawn over a lesson', () => {
  test('fits the schema of a plan, whatever it is', () => {
    for (const kind of ['fade', 'slide', 'pop', 'type'] as const) {
      const painted = layOut({ enter: animated(kind, 1), leave: animated(kind, 1), rotationDegrees: 5 })
      expect(paintedOverlaySchema.parse(JSON.parse(JSON.stringify(painted)))).toEqual(painted)
    }
  })

  test('lies back to front by track, then by start; hidden tracks and trimmed parts are left out', () => {
    const other = 'other' as TrackId
    const late = { anchor: { kind: 'timeline', ticks: seconds(2) } } as const
    const gone = { anchor: { kind: 'timeline', ticks: seconds(12) } } as const
    const document = documentOf([
      overlayOf('b', { ...late, content: sticker }),
      overlayOf('a', { trackId: other, content: sticker }),
      overlayOf('c', { content: sticker }),
      overlayOf('d', { ...gone, content: sticker }),
    ])
    const [track] = Object.values(document.tracks).filter(({ id }) => id === overlayTrackId)
    if (!track) throw new Error('no track')
    const tracks = (hidden: boolean) => ({ ...document.tracks, [other]: { ...track, id: other, order: 3, hidden } })
    const ids = (hidden: boolean) => documentOverlays({ ...document, tracks: tracks(hidden) }, measure).map(({ id }) => id)
    expect(ids(false)).toEqual(['c', 'b', 'a'])
    expect(ids(true)).toEqual(['c', 'b'])
  })

  test('stands at its anchor in units of the short side, whatever the canvas', () => {
    const box = { anchorPoint: 'bottom-right', x: -54, y: -108, width: 216, height: 216 } as const
    const document = (size: typeof canvas) => documentOf([overlayOf('o', { content: sticker, box })], size)
    const at = (size: typeof canvas) => documentOverlays(document(size), measure).map(edges)[0]
    expect(at(canvas)).toEqual([810, 1596, 1026, 1812])
    expect(at({ width: 1080, height: 1080 })).toEqual([810, 756, 1026, 972])
    expect(at({ width: 540, height: 960 })).toEqual([404, 798, 514, 906])
  })

  test('a picture keeps its shape in the middle of its box', () => {
    const video = videoAsset('logo', seconds(1))
    const asset = { ...video, kind: 'image' as const, interpretation: null, imageSize: { width: 400, height: 100 } }
    const document = documentOf([overlayOf('o', { content: { kind: 'image', assetId: 'logo' as AssetId } })])
    const [painted] = documentOverlays({ ...document, assets: { [asset.id]: asset } }, measure)
    expect(painted?.items).toEqual([{ kind: 'image', assetId: 'logo', x: 90, y: 847.5, width: 900, height: 225 }])
  })

  test('a part of a picture has the shape of that part', () => {
    const video = videoAsset('logo', seconds(1))
    const asset = { ...video, kind: 'image' as const, interpretation: null, imageSize: { width: 400, height: 100 } }
    const crop = { x: 0.25, y: 0.5, width: 0.5, height: 0.5 }
    const document = documentOf([overlayOf('o', { content: { kind: 'image', assetId: 'logo' as AssetId, crop } })])
    const [painted] = documentOverlays({ ...document, assets: { [asset.id]: asset } }, measure)
    expect(painted?.items).toEqual([{ kind: 'image', assetId: 'logo', crop, x: 90, y: 847.5, width: 900, height: 225 }])
  })

  test('a sticker of no emoji, a shape of no colour and an empty text show nothing', () => {
    const shape = { kind: 'shape', shape: 'ellipse', fill: null, stroke: null, strokeWidth: 9, radius: 0 } as const
    const text = { kind: 'text', text: ' \n', style: titleStyle } as const
    const overlays = [{ kind: 'sticker', name: 'nonsense' } as const, shape, text].map((content, index) =>
      overlayOf(`o${index}`, { content }),
    )
    expect(documentOverlays(documentOf(overlays), measure)).toEqual([])
  })
})

test('any overlay becomes something a plan can carry, or nothing', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
  const animation = fc.record({
    kind: fc.constantFrom('none', 'fade', 'slide', 'pop', 'type'),
    durationTicks: fc.integer({ min: 0, max: seconds(20) }).map(ticks),
  })
  const content = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => ({ kind: 'text' as const, text, style: titleStyle })),
    fc.constantFrom('🎉', '👨‍👩‍👧‍👦', '1f389', 'x', '').map((name) => ({ kind: 'sticker' as const, name })),
    fc.record({
      kind: fc.constant('shape' as const),
      shape: fc.constantFrom('rectangle', 'ellipse', 'line', 'arrow'),
      fill: fc.constantFrom('#102030', null),
      stroke: fc.constantFrom('#ffffff', null),
      strokeWidth: number(0, 300),
      radius: number(0, 500),
    }),
  )
  const box = fc.record({
    anchorPoint: fc.constantFrom(...anchorPoints),
    x: number(-3000, 3000),
    y: number(-3000, 3000),
    width: number(0.01, 5000),
    height: number(0.01, 5000),
  })
  const overlay = fc.record({
    content,
    box,
    rotationDegrees: number(-720, 720),
    opacity: number(0, 1),
    enter: animation,
    leave: animation,
    durationTicks: fc.integer({ min: 1, max: seconds(30) }).map(ticks),
  })
  const size = fc.constantFrom(canvas, { width: 16, height: 4320 }, { width: 1919, height: 1081 })
  fc.assert(
    fc.property(overlay, size, fc.double({ min: 0, max: 9.99, noNaN: true }), (change, shape, second) => {
      for (const painted of documentOverlays(documentOf([overlayOf('o', change)], shape), measure)) {
        paintedOverlaySchema.parse(painted)
        const bounds = boundsAt(painted, seconds(second), shape)
        if (!bounds) continue
        pixelBoxSchema.parse(bounds)
        expect(Math.min(bounds.x, bounds.y)).toBeGreaterThanOrEqual(0)
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(shape.width)
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(shape.height)
      }
    }),
    { numRuns: 400 },
  )
})

describe('a title', () => {
  const texts = (items: readonly PaintItem[]) => items.flatMap((item) => (item.kind === 'text' ? [item] : []))
  const title = (text: string, change: Partial<Overlay> = {}) =>
    texts(layOut({ content: { kind: 'text', text, style: titleStyle }, ...change }).items)

  test('wraps in its box, keeps its own line breaks and shrinks where it would be too high', () => {
    expect(title('Short').map(({ text, sizePx }) => [text, sizePx])).toEqual([['Short', 96]])
    expect(title('One\nTwo').map(({ text }) => text)).toEqual(['One', 'Two'])
    const long = title('A title that goes on and on, over more lines than its box has room for at its own size')
    expect(new Set(long.map(({ y }) => y)).size).toBeGreaterThan(2)
    expect(long[0]?.sizePx).toBeLessThan(96)
    expect(long[0]?.sizePx).toBeGreaterThanOrEqual(38)
  })

  test('stands at the top, in the middle or at the bottom of its box, as the box does on the canvas', () => {
    const baseline = (anchorPoint: 'top' | 'center' | 'bottom') =>
      title('Text', { box: { anchorPoint, x: 0, y: 0, width: 900, height: 400 } })[0]?.y ?? 0
    expect(baseline('top')).toBeLessThan(150)
    expect(Math.abs(baseline('center') - (1920 + 70) / 2)).toBeLessThan(20)
    expect(baseline('bottom')).toBeGreaterThan(1850)
  })

  test('typed letter by letter, is whole between coming and going', () => {
    const painted = layOut({
      content: { kind: 'text', text: 'Typed', style: titleStyle },
      enter: animated('type', 1),
      leave: animated('type', 2),
    })
    const at = (second: number) => texts(itemsAt(painted, seconds(second))).map(({ text }) => text)
    expect([0, 0.21, 0.99, 5, 8.1, 9.9].map((second) => at(second).join('|'))).toEqual([
      'T',
      'Ty',
      'Typed',
      'Typed',
      'Typed',
      'T',
    ])
    expect(itemsAt(painted, seconds(0)).some(({ kind }) => kind === 'shape')).toBe(true)
  })

  test('typed from right to left, its right edge stays', () => {
    const painted = layOut({ content: { kind: 'text', text: 'سلام', style: titleStyle }, enter: animated('type', 1) })
    const right = (second: number) =>
      texts(itemsAt(painted, seconds(second))).map(({ x, text, sizePx }) => x + text.length * sizePx * 0.5)
    expect(right(0.1)[0]).toBeCloseTo(right(5)[0] ?? 0, 0)
    expect(texts(itemsAt(painted, seconds(0.1))).map(({ text }) => text)).toEqual(['س'])
  })
})

test('layers of what moves are drawn once, and forgotten when there are many', () => {
  let drawn = 0
  const cache = new LayerCache<object, { width: number; height: number }>((width, height) => ({
    image: { width, height },
    context: {} as Canvas2D<object>,
  }))
  const contents = Array.from({ length: 20 }, () => ({}))
  const draw = (content: object, width = 10): object => cache.layer(content, width, 10, () => void (drawn += 1))
  for (const content of contents) expect(draw(content)).toBe(draw(content))
  expect(drawn).toBe(20)
  draw(contents[19] ?? {}, 20)
  draw(contents[0] ?? {})
  expect(drawn).toBe(22)
  cache.clear()
  draw(contents[0] ?? {})
  expect(drawn).toBe(23)
})

describe('motion', () => {
  test('what stands still and whole has none', () => {
    expect(layOut({ content: sticker })).not.toHaveProperty('motion')
    expect(layOut({ content: sticker, rotationDegrees: 360 })).not.toHaveProperty('motion')
  })

  test('comes in, rests and goes out', () => {
    const painted = layOut({ content: sticker, enter: animated('fade', 2), leave: animated('fade', 1) })
    const opacity = (second: number) => poseAt(painted, seconds(second)).opacity
    expect([0, 1, 2, 5, 9, 9.5].map(opacity)).toEqual([0, 0.5, 1, 1, 1, 0.5])
    expect(isResting(poseAt(painted, seconds(5)))).toBe(true)
  })

  test('coming and going never overlap', () => {
    const painted = layOut({
      content: sticker,
      durationTicks: seconds(1),
      enter: animated('pop', 5),
      leave: animated('slide', 5),
    })
    expect(isResting(poseAt(painted, seconds(0.5)))).toBe(true)
  })

  test('slides from its side of the canvas, and back', () => {
    const box = { anchorPoint: 'left', x: 0, y: 0, width: 200, height: 200 } as const
    const painted = layOut({ content: sticker, box, enter: animated('slide', 1), leave: animated('slide', 1) })
    const x = (second: number) => poseAt(painted, seconds(second)).x
    expect(x(0)).toBe(-140)
    expect(x(0.5)).toBeGreaterThan(-70)
    expect(x(9.5)).toBeGreaterThan(-70)
    expect(x(9.9)).toBeLessThan(-70)
  })

  test('keyframes, a turn and a fade work together', () => {
    const value = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }
    const painted = layOut({
      content: sticker,
      rotationDegrees: 10,
      opacity: 0.5,
      placementKeyframes: [
        { atTicks: seconds(2), value, easing: 'linear' },
        { atTicks: seconds(4), value: { x: 100, y: -50, scale: 3, rotationDegrees: 90, opacity: 0.5 }, easing: 'hold' },
      ],
    })
    expect(poseAt(painted, seconds(0))).toEqual({ x: 0, y: 0, scale: 1, rotationDegrees: 10, opacity: 0.5 })
    expect(poseAt(painted, seconds(3))).toEqual({ x: 50, y: -25, scale: 2, rotationDegrees: 55, opacity: 0.375 })
    expect(poseAt(painted, seconds(9))).toEqual({ x: 100, y: -50, scale: 3, rotationDegrees: 100, opacity: 0.25 })
  })

  test('looks the same exactly while nothing changes', () => {
    const painted = layOut({ content: sticker, enter: animated('fade', 1) })
    expect(lookAt(painted, seconds(2))).toBe(lookAt(painted, seconds(9)))
    expect(lookAt(painted, seconds(0.2))).not.toBe(lookAt(painted, seconds(0.3)))
  })

  test('bounds hold what is turned and scaled, and nothing off the canvas', () => {
    const box = { anchorPoint: 'center', x: 0, y: 0, width: 200, height: 200 } as const
    const turned = layOut({ content: sticker, box, rotationDegrees: 45 })
    const bounds = boundsAt(turned, seconds(1), canvas)
    expect(bounds?.width).toBeGreaterThanOrEqual(283)
    expect(bounds?.width).toBeLessThanOrEqual(290)
    const away = layOut({ content: sticker, box: { ...box, x: 2000 }, rotationDegrees: 45 })
    expect(boundsAt(away, seconds(1), canvas)).toBeNull()
    const edge = layOut({ content: sticker, box: { ...box, x: 500 } })
    expect(boundsAt(edge, ticks(0), canvas)).toEqual({ x: 940, y: 860, width: 140, height: 200 })
    const invisible = layOut({ content: sticker, opacity: 0 })
    expect(boundsAt(invisible, seconds(1), canvas)).toBeNull()
  })
})
