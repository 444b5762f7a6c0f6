import { ease, type Easing } from '../project/easing.ts'
import type { CanvasSize } from '../project/schema/document.ts'
import type { Placement, Region } from '../project/schema/geometry.ts'
import type { Layer } from './plan-layer.ts'

/** Where a layer's picture sits on a frame, in real numbers of canvas pixels; it is cut by the canvas only when it is drawn. */
export type LayerPlace = {
  /** The part of the upright picture that shows. */
  readonly region: Region
  readonly centre: { readonly x: number; readonly y: number }
  /** Of the region on the canvas, before it is turned. */
  readonly width: number
  readonly height: number
  /** Clockwise about the centre. */
  readonly rotationDegrees: number
  /** 0 to 1, without fades. */
  readonly opacity: number
}

export type PlacedLayer = Pick<Layer, 'fit' | 'crop' | 'motion' | 'follow'>

export const wholePicture: Region = { x: 0, y: 0, width: 1, height: 1 }

/**
 * Where a layer sits on a frame of its clip (0 is the clip's first; parts of frames and frames outside the clip are allowed).
 * The one truth for the engines and for handles on a canvas: crop or followed region first, then cover the canvas (`fill`) or
 * sit inside it, then scale, turn and offset. `display` is the size of the upright picture; only its shape matters.
 */
export function placeLayer(layer: PlacedLayer, display: CanvasSize, canvas: CanvasSize, clipFrame: number): LayerPlace {
  const region = regionAt(layer, clipFrame)
  const { x, y, scale, rotationDegrees, opacity } = placementAt(layer, clipFrame)
  const [width, height] = [display.width * region.width, display.height * region.height]
  const ratios = [canvas.width / width, canvas.height / height]
  const fitted = layer.fit === 'fill' ? Math.max(...ratios) : Math.min(...ratios)
  const unit = Math.min(canvas.width, canvas.height) / 1080
  return {
    region,
    centre: { x: canvas.width / 2 + x * unit, y: canvas.height / 2 + y * unit },
    width: width * fitted * scale,
    height: height * fitted * scale,
    rotationDegrees,
    opacity,
  }
}

/** Whether a layer stands still, upright and opaque, so that nothing needs to be drawn between pixels. */
export function isAtRest({ motion, follow }: Pick<Layer, 'motion' | 'follow'>): boolean {
  const [first] = motion
  if (!first || follow.length > 0) return false
  const { x, y, scale, rotationDegrees, opacity } = first.value
  return (
    rotationDegrees % 360 === 0 &&
    opacity === 1 &&
    motion.every(
      ({ value }) =>
        value.x === x &&
        value.y === y &&
        value.scale === scale &&
        value.rotationDegrees === rotationDegrees &&
        value.opacity === opacity,
    )
  )
}

/** How much of a layer its fades leave on a frame of its clip: 0 for nothing, 1 for all of it. */
export function fadeLevel(
  { fadeInFrames, fadeOutFrames, clipFrameCount }: Pick<Layer, 'fadeInFrames' | 'fadeOutFrames' | 'clipFrameCount'>,
  clipFrame: number,
): number {
  const fadeIn = fadeInFrames > 0 ? clipFrame / fadeInFrames : 1
  const fadeOut = fadeOutFrames > 0 ? (clipFrameCount - clipFrame) / fadeOutFrames : 1
  return Math.max(0, Math.min(1, fadeIn, fadeOut))
}

function placementAt({ motion }: PlacedLayer, frame: number): Placement {
  return valueAt(motion, frame, mixPlacements) ?? { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }
}

function regionAt({ crop, follow }: PlacedLayer, frame: number): Region {
  return valueAt(follow, frame, mixRegions) ?? crop ?? wholePicture
}

/** A region that moves over the frames of a clip; null where it has no points. */
export function regionOnPath(path: Layer['follow'], frame: number): Region | null {
  return valueAt(path, frame, mixRegions)
}

type Point<T> = { readonly atFrame: number; readonly value: T; readonly easing: Easing }

/** The first and the last value last for ever; a point's easing leads to the next one. */
function valueAt<T>(points: readonly Point<T>[], frame: number, mix: (a: T, b: T, share: number) => T): T | null {
  const next = firstAfter(points, frame)
  const from = points[Math.max(0, next - 1)]
  const to = points[next]
  if (!from) return null
  if (!to || frame <= from.atFrame) return from.value
  return mix(from.value, to.value, ease(from.easing, (frame - from.atFrame) / (to.atFrame - from.atFrame)))
}

/** By halves, since a followed face may have a point for every frame; the number of points for none. */
function firstAfter(points: readonly Pick<Point<unknown>, 'atFrame'>[], frame: number): number {
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.atFrame ?? Infinity) > frame) high = middle
    else low = middle + 1
  }
  return low
}

function mixPlacements(a: Placement, b: Placement, share: number): Placement {
  return {
    x: between(a.x, b.x, share),
    y: between(a.y, b.y, share),
    scale: between(a.scale, b.scale, share),
    rotationDegrees: between(a.rotationDegrees, b.rotationDegrees, share),
    opacity: between(a.opacity, b.opacity, share),
  }
}

function mixRegions(a: Region, b: Region, share: number): Region {
  return {
    x: between(a.x, b.x, share),
    y: between(a.y, b.y, share),
    width: between(a.width, b.width, share),
    height: between(a.height, b.height, share),
  }
}

function between(a: number, b: number, share: number): number {
  return a + (b - a) * share
}
