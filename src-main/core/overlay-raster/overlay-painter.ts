import { createCanvas, ImageData } from '@napi-rs/canvas'
import type { PaintedOverlay, PixelBox } from '#shared/overlay/model.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { createOverlayArt, type Drawable } from './overlay-art.ts'
import { paintOverlayRgba, type RgbaBitmap } from './paint-overlay-rgba.ts'

/** Upright R G B A rows with straight alpha. */
type DecodedPicture = { readonly width: number; readonly height: number; readonly rgba: Buffer }

/** Paints overlays that show these pictures of image assets. */
export function createOverlayPainter(
  pictures: ReadonlyMap<AssetId, DecodedPicture>,
): (overlay: PaintedOverlay, instant: Ticks, box: PixelBox) => RgbaBitmap {
  const drawable = [...pictures].map(([assetId, picture]) => [assetId, toCanvas(picture)] as const)
  const art = createOverlayArt(new Map(drawable))
  return (overlay, instant, box) => paintOverlayRgba(overlay, instant, box, art)
}

function toCanvas({ width, height, rgba }: DecodedPicture): Drawable {
  const canvas = createCanvas(width, height)
  const pixels = new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength)
  canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0)
  return canvas
}
