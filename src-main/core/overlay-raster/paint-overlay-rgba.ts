import { createCanvas } from '@napi-rs/canvas'
import type { OverlayArt } from '#shared/overlay/canvas-2d.ts'
import type { PaintedOverlay, PixelBox } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { createOverlayArt, type Drawable } from './overlay-art.ts'
import { registerBundledFonts } from './register-fonts.ts'

/** A bitmap and where its top left lies on the canvas; rows of width * 4 bytes, R G B A. */
export type RgbaBitmap = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Straight alpha (colour not multiplied), which FFmpeg's overlay filter expects by default. */
  readonly rgba: Buffer
}

const plainArt = createOverlayArt()

/**
 * Paints what of an overlay lies in `box` as it looks at a timeline instant; fully transparent outside its time. Sides and
 * place of the box are even.
 */
export function paintOverlayRgba(
  overlay: PaintedOverlay,
  instant: Ticks,
  box: PixelBox = overlay.box,
  art: OverlayArt<Drawable> = plainArt,
): RgbaBitmap {
  registerBundledFonts()
  const { x, y, width, height } = box
  const context = createCanvas(width, height).getContext('2d')
  context.translate(-x, -y)
  paintOverlay(context, overlay, instant, art)
  const { data } = context.getImageData(0, 0, width, height)
  return { x, y, width, height, rgba: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }
}
