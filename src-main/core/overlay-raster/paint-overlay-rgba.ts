import { createCanvas } from '@napi-rs/canvas'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { emojiImages } from './emoji-images.ts'
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

/** Paints an overlay's box as it looks at a timeline instant; fully transparent outside its time. Sides and place are even. */
export function paintOverlayRgba(overlay: PaintedOverlay, instant: Ticks): RgbaBitmap {
  registerBundledFonts()
  const { x, y, width, height } = overlay.box
  const context = createCanvas(width, height).getContext('2d')
  context.translate(-x, -y)
  paintOverlay(context, overlay, instant, emojiImages)
  const { data } = context.getImageData(0, 0, width, height)
  return { x, y, width, height, rgba: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }
}
