import { boundsAt } from '#shared/overlay/bounds.ts'
import type { PaintedOverlay, PixelBox, TextItem } from '#shared/overlay/model.ts'
import { itemsAt, poseAt } from '#shared/overlay/pose.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { OverlayPainter } from '../render/overlay-layer.ts'
import { linearOf } from './linear-light.ts'

/** Red, green, blue, alpha rows of the whole picture, without overlays. */
export type Picture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

/** So much of what surrounds letters may be harder to read on: a bright dot hides no word. */
const worstShare = 0.1
/** Pixels around letters that decide how well their edges stand out. */
const reach = 2
const [letterAlpha, emptyAlpha] = [128, 16] as const
/** A text that is fading in or out is not read yet. */
const leastOpacity = 0.75

/**
 * The WCAG contrast of an overlay's letters with what surrounds them at an instant: the picture, what lies under the overlay and its
 * own panel and outline. Null where no letter shows.
 */
export function measureContrast(
  picture: Picture,
  below: readonly PaintedOverlay[],
  overlay: PaintedOverlay,
  instant: Ticks,
  paint: OverlayPainter,
): number | null {
  const bounds = boundsAt(overlay, instant, picture)
  if (!bounds || poseAt(overlay, instant).opacity < leastOpacity) return null
  const box = growBox(bounds, picture)
  const letters = itemsAt(overlay, instant).filter((item): item is TextItem => item.kind === 'text' && !item.ground)
  if (letters.length === 0) return null
  const ground = cutOut(picture, box)
  for (const each of below) blend(ground, paint(each, instant, box).rgba)
  const hollow = {
    ...overlay,
    items: overlay.items.map((item) => (item.kind === 'text' && !item.ground ? { ...item, fill: clear } : item)),
  }
  blend(ground, paint(hollow, instant, box).rgba)
  const colours = [...new Set(letters.map(({ fill }) => fill))]
  const ratios = colours.flatMap((fill) => {
    const items = letters.filter((item) => item.fill === fill).map((item) => ({ ...item, outline: null, fill: fill.slice(0, 7) }))
    return contrastAround(paint({ ...overlay, items }, instant, box).rgba, ground, box, fill) ?? []
  })
  return ratios.length === 0 ? null : Math.min(...ratios)
}

const clear = '#00000000'

function growBox({ x, y, width, height }: PixelBox, canvas: CanvasSize): PixelBox {
  const margin = 4
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)]
  return {
    x: left,
    y: top,
    width: Math.min(canvas.width, x + width + margin) - left,
    height: Math.min(canvas.height, y + height + margin) - top,
  }
}

function cutOut({ width, rgba }: Picture, box: PixelBox): Uint8Array {
  const cut = new Uint8Array(box.width * box.height * 4)
  for (let row = 0; row < box.height; row += 1) {
    const from = ((box.y + row) * width + box.x) * 4
    cut.set(rgba.subarray(from, from + box.width * 4), row * box.width * 4)
  }
  return cut
}

/** Straight alpha over an opaque ground. */
function blend(ground: Uint8Array, over: Uint8Array): void {
  for (let at = 0; at < ground.length; at += 4) {
    const alpha = (over[at + 3] ?? 0) / 255
    if (alpha === 0) continue
    for (let channel = 0; channel < 3; channel += 1) {
      const under = ground[at + channel] ?? 0
      ground[at + channel] = Math.round(under + ((over[at + channel] ?? 0) - under) * alpha)
    }
  }
}

function contrastAround(letters: Uint8Array, ground: Uint8Array, { width, height }: PixelBox, fill: string): number | null {
  const [red = 0, green = 0, blue = 0, alpha = 255] = [1, 3, 5, 7].flatMap((at) =>
    at < fill.length ? [parseInt(fill.slice(at, at + 2), 16)] : [],
  )
  const share = alpha / 255
  const near = nearLetters(letters, width, height)
  const ratios: number[] = []
  for (let index = 0; index < near.length; index += 1) {
    if (near[index] === 0 || (letters[index * 4 + 3] ?? 0) >= emptyAlpha) continue
    const [r = 0, g = 0, b = 0] = ground.subarray(index * 4, index * 4 + 3)
    const mix = (over: number, under: number): number => Math.round(under + (over - under) * share)
    const front = luminance(mix(red, r), mix(green, g), mix(blue, b))
    const behind = luminance(r, g, b)
    ratios.push((Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05))
  }
  return ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length * worstShare)] ?? null
}

/** Which pixels are at most `reach` away from a letter. */
function nearLetters(letters: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if ((letters[(y * width + x) * 4 + 3] ?? 0) < letterAlpha) continue
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1)
        near.fill(1, row * width + Math.max(0, x - reach), row * width + Math.min(width - 1, x + reach) + 1)
    }
  return near
}

function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * linearOf(red) + 0.7152 * linearOf(green) + 0.0722 * linearOf(blue)
}
