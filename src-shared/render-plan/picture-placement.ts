import type { CanvasSize } from '../project/schema/document.ts'
import type { ClipPicture } from '../project/schema/clip.ts'
import type { Region } from '../project/schema/geometry.ts'

/** Whole pixels of the canvas. Even, because colour has half the resolution. */
export type EvenBox = Rectangle
type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type PicturePlacement = { readonly region: Region; readonly placed: EvenBox }

const wholePicture: Region = { x: 0, y: 0, width: 1, height: 1 }

/**
 * Which part of an upright picture shows and where on the canvas it goes; null where it was moved off the canvas.
 * Crop first, then cover the canvas (`fill`) or sit inside it, then the placement's scale and offset.
 */
export function placePicture(
  display: { readonly width: number; readonly height: number },
  picture: Pick<ClipPicture, 'fit' | 'crop' | 'placement'>,
  canvas: CanvasSize,
): PicturePlacement | null {
  const crop = picture.crop ?? wholePicture
  const cropped = { width: display.width * crop.width, height: display.height * crop.height }
  const ratios = [canvas.width / cropped.width, canvas.height / cropped.height]
  const fitted = picture.fit === 'fill' ? Math.max(...ratios) : Math.min(...ratios)
  const width = cropped.width * fitted * picture.placement.scale
  const height = cropped.height * fitted * picture.placement.scale
  const unit = Math.min(canvas.width, canvas.height) / 1080
  const target = {
    x: (canvas.width - width) / 2 + picture.placement.x * unit,
    y: (canvas.height - height) / 2 + picture.placement.y * unit,
    width,
    height,
  }
  const placed = visibleEvenBox(target, canvas)
  if (!placed) return null
  return { region: regionBehind(placed, target, crop), placed }
}

/** Rounds outwards where that stays on the canvas, so that no black line shows beside a picture that covers it. */
function visibleEvenBox(target: Rectangle, canvas: CanvasSize): EvenBox | null {
  const [left, right] = evenSpan(target.x, target.x + target.width, canvas.width)
  const [top, bottom] = evenSpan(target.y, target.y + target.height, canvas.height)
  if (right <= left || bottom <= top) return null
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function evenSpan(from: number, to: number, limit: number): [number, number] {
  const evenLimit = Math.floor(limit / 2) * 2
  return [Math.max(0, nearestEven(from)), Math.min(evenLimit, nearestEven(to))]
}

function regionBehind(placed: EvenBox, target: Rectangle, crop: Region): Region {
  const left = clampUnit((placed.x - target.x) / target.width)
  const top = clampUnit((placed.y - target.y) / target.height)
  const right = clampUnit((placed.x + placed.width - target.x) / target.width)
  const bottom = clampUnit((placed.y + placed.height - target.y) / target.height)
  return {
    x: tidy(crop.x + left * crop.width),
    y: tidy(crop.y + top * crop.height),
    width: tidy((right - left) * crop.width),
    height: tidy((bottom - top) * crop.height),
  }
}

/** Six digits are finer than a pixel and keep plans readable. */
function tidy(value: number): number {
  return Math.min(1, Math.round(value * 1e6) / 1e6)
}

function nearestEven(value: number): number {
  return Math.round(value / 2) * 2
}

function clampUnit(value: number): number {
  return Math.max(0, Math.min(1, value))
}
