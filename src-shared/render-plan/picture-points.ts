import type { CanvasSize } from '../project/schema/document.ts'
import type { Placement, Region } from '../project/schema/geometry.ts'
import { placeLayer, type LayerPlace, type PlacedLayer } from './place-layer.ts'

export type Point = { readonly x: number; readonly y: number }

const still: Placement = { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }

/**
 * The placement that puts a layer there on a frame of its clip: the inverse of `placeLayer`. The width alone decides the
 * scale, since a picture keeps its shape.
 */
export function placementFor(
  layer: PlacedLayer,
  display: CanvasSize,
  canvas: CanvasSize,
  clipFrame: number,
  { centre, width, rotationDegrees, opacity }: Pick<LayerPlace, 'centre' | 'width' | 'rotationDegrees' | 'opacity'>,
): Placement {
  const rest = placeLayer({ ...layer, motion: [{ atFrame: 0, value: still, easing: 'linear' }] }, display, canvas, clipFrame)
  const unit = Math.min(canvas.width, canvas.height) / 1080
  return {
    x: (centre.x - rest.centre.x) / unit,
    y: (centre.y - rest.centre.y) / unit,
    scale: width / rest.width,
    rotationDegrees,
    opacity,
  }
}

/** Where a point of the whole upright picture (shares of its width and height) lies on the canvas. */
export function pictureToCanvas({ region, ...place }: Standing, { x, y }: Point): Point {
  return boxToCanvas(place, { x: (x - region.x) / region.width, y: (y - region.y) / region.height })
}

/** The point of the whole upright picture that a point of the canvas shows, as shares; outside 0 to 1 it shows none. */
export function canvasToPicture({ region, ...place }: Standing, point: Point): Point {
  const { x, y } = canvasToBox(place, point)
  return { x: region.x + x * region.width, y: region.y + y * region.height }
}

/** A turned box on the canvas, in canvas pixels, and the part of a picture that it shows. */
type Standing = TurnedBox & { readonly region: Region }

/** `width` and `height` are those before turning clockwise about the centre. */
export type TurnedBox = Pick<LayerPlace, 'centre' | 'width' | 'height' | 'rotationDegrees'>

/** Where a point of a box (shares of its width and height, from its upper left corner) lies on the canvas. */
export function boxToCanvas({ centre, width, height, rotationDegrees }: TurnedBox, { x, y }: Point): Point {
  const turned = turn({ x: (x - 0.5) * width, y: (y - 0.5) * height }, rotationDegrees)
  return { x: centre.x + turned.x, y: centre.y + turned.y }
}

/** The point of a box, as shares of its width and height, that lies at a point of the canvas. */
export function canvasToBox({ centre, width, height, rotationDegrees }: TurnedBox, point: Point): Point {
  const upright = turn({ x: point.x - centre.x, y: point.y - centre.y }, -rotationDegrees)
  return { x: upright.x / width + 0.5, y: upright.y / height + 0.5 }
}

/** A vector turned clockwise, as y runs down. */
export function turn({ x, y }: Point, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}
