import type { CanvasSize } from '../project/schema/document.ts'
import type { AnchorPoint, Box } from '../project/schema/geometry.ts'

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Pixels of a canvas unit (1/1080 of the short side). */
export function unitOf(canvas: CanvasSize): number {
  return Math.min(canvas.width, canvas.height) / 1080
}

/** Where an anchor point lies in a box or canvas, as shares of its width and height. */
export function anchorShares(point: AnchorPoint): { readonly across: number; readonly down: number } {
  const across = point.endsWith('left') ? 0 : point.endsWith('right') ? 1 : 0.5
  const down = point.startsWith('top') ? 0 : point.startsWith('bottom') ? 1 : 0.5
  return { across, down }
}

/** A box in canvas pixels. */
export function placeBox(box: Box, canvas: CanvasSize): Rectangle {
  const unit = unitOf(canvas)
  const { across, down } = anchorShares(box.anchorPoint)
  const [width, height] = [box.width * unit, box.height * unit]
  return {
    x: (canvas.width - width) * across + box.x * unit,
    y: (canvas.height - height) * down + box.y * unit,
    width,
    height,
  }
}

/** The largest rectangle of a shape (its width over its height) in the middle of another one. */
export function fitInside(area: Rectangle, ratio: number): Rectangle {
  const width = Math.min(area.width, area.height * ratio)
  const height = width / ratio
  return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/** The offsets that put a box of this size around a point of the canvas (pixels): the inverse of `placeBox`. */
export function boxAround(
  centre: { readonly x: number; readonly y: number },
  size: Pick<Box, 'anchorPoint' | 'width' | 'height'>,
  canvas: CanvasSize,
): Box {
  const unit = unitOf(canvas)
  const { across, down } = anchorShares(size.anchorPoint)
  return {
    ...size,
    x: (centre.x - canvas.width * across) / unit + size.width * (across - 0.5),
    y: (centre.y - canvas.height * down) / unit + size.height * (down - 0.5),
  }
}
