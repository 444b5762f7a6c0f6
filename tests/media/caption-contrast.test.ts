import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { createOverlayArt } from '#main/core/overlay-raster/overlay-art.ts'
import { measureText } from '#main/core/overlay-raster/measure-text.ts'
import { captionStyleNames, captionStyles } from '#shared/caption/styles.ts'
import { contrastOf, readableContrast } from '#shared/overlay/contrast.ts'
import { layoutCaption } from '#shared/overlay/layout-caption.ts'
import type { PaintedOverlay, PaintItem, PixelBox } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import { resolveCaptionStyle } from '#shared/project/brand.ts'
import type { CaptionStyle } from '#shared/project/schema/text.ts'
import { ticks } from '#shared/time/ticks.ts'

const frame = { canvas: { width: 1080, height: 1920 }, safeBox: 'lms' } as const
const instant = ticks(5)

type Ground = (x: number, y: number) => number

/** Brightness of the picture behind the caption; the noise is the same each time. */
const grounds: Readonly<Record<string, Ground>> = {
  black: () => 0,
  white: () => 255,
  mid: () => 128,
  noise: (x, y) => ((x * 7919 + y * 104_729 + x * y * 31) >>> 3) & 255,
}

function overlayOf(style: CaptionStyle, emphasis: readonly string[]): PaintedOverlay {
  const layout = layoutCaption('Gravity pulls lava', style, frame, measureText, 0, { emphasis })
  if (!layout) throw new Error('nothing laid out')
  return { id: 'a', startTicks: ticks(0), endTicks: ticks(10), box: layout.box, items: layout.items }
}

function paint({ box, items, ...overlay }: PaintedOverlay, chosen: readonly PaintItem[], ground?: Ground): Uint8ClampedArray {
  const context = createCanvas(box.width, box.height).getContext('2d')
  if (ground) {
    const picture = context.createImageData(box.width, box.height)
    for (let at = 0; at < box.width * box.height; at += 1) {
      const value = ground(at % box.width, Math.floor(at / box.width))
      picture.data.set([value, value, value, 255], at * 4)
    }
    context.putImageData(picture, 0, 0)
  }
  context.translate(-box.x, -box.y)
  paintOverlay(context, { ...overlay, box, items: chosen }, instant, createOverlayArt())
  return context.getImageData(0, 0, box.width, box.height).data
}

/** Pixels two to four steps outside the letters: what an eye sees beside them. */
function surroundings(alpha: Uint8ClampedArray, { width, height }: PixelBox): readonly number[] {
  const near = (at: number, steps: number): boolean => {
    const [x, y] = [at % width, Math.floor(at / width)]
    for (let dy = -steps; dy <= steps; dy += 1)
      for (let dx = -steps; dx <= steps; dx += 1) {
        const [nx, ny] = [x + dx, y + dy]
        if (nx >= 0 && ny >= 0 && nx < width && ny < height && (alpha[(ny * width + nx) * 4 + 3] ?? 0) > 0) return true
      }
    return false
  }
  const found: number[] = []
  for (let at = 0; at < width * height; at += 1) if (near(at, 3) && !near(at, 1)) found.push(at)
  return found
}

const hex = (data: Uint8ClampedArray, at: number): string =>
  `#${[0, 1, 2].map((channel) => (data[at * 4 + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`

/** The share of pixels around the letters of one colour that are readable against it. */
function readableShare(overlay: PaintedOverlay, fill: string, ground: Ground): number {
  const letters = overlay.items.flatMap((item): PaintItem[] =>
    item.kind === 'text' && !item.ground && item.fill === fill ? [{ ...item, outline: null }] : [],
  )
  expect(letters.length).toBeGreaterThan(0)
  // Another letter's face beside a letter is no ground.
  const others = overlay.items.map((item) => (item.kind === 'text' && !item.ground ? { ...item, fill: '#00000000' } : item))
  const around = surroundings(paint(overlay, letters), overlay.box)
  const whole = paint(overlay, others, ground)
  const readable = around.filter((at) => contrastOf(fill, hex(whole, at)) >= readableContrast)
  return readable.length / around.length
}

describe.each(captionStyleNames)('%s', (name) => {
  const style = resolveCaptionStyle(captionStyles[name], null)

  test.each(Object.entries(grounds))('letters are readable over %s', (_ground, ground) => {
    expect(readableShare(overlayOf(style, []), style.text.colour, ground)).toBeGreaterThanOrEqual(0.995)
  })

  test('highlighted letters are readable over white and black', () => {
    const overlay = overlayOf(style, ['Gravity', 'pulls', 'lava'])
    const fill = style.highlight === 'box' ? style.text.colour : style.highlightColour
    for (const ground of [grounds.white, grounds.black])
      if (ground) expect(readableShare(overlay, fill, ground)).toBeGreaterThanOrEqual(0.995)
  })
})

test('letters without an edge are not readable over any picture', () => {
  const { text } = captionStyles.plain
  const bare = { ...captionStyles.plain, text: { ...text, outlineColour: null } }
  expect(readableShare(overlayOf(bare, []), text.colour, () => 255)).toBeLessThan(0.5)
})
