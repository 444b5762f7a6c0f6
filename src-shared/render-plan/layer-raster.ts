import type { CanvasSize } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { SourceFormat } from './layer-source.ts'
import { placeLayer, type LayerPlace } from './place-layer.ts'
import type { PlanVideo } from './plan-input.ts'
import type { Layer } from './plan-layer.ts'
import { toEven } from './presets.ts'
import { storedRegion, uprightRegion } from './stored-region.ts'

/** The picture from which a layer in motion is drawn: one size and one part of the source for all its frames. */
export type LayerRaster = {
  /** The part of the upright picture it shows. */
  readonly region: Region
  /** Even. */
  readonly width: number
  readonly height: number
}

/** Takes a point of the target to one of the source: `x = xx * X + xy * Y + x0`, `y = yx * X + yy * Y + y0`, pixel n from n to n + 1. */
export type Affine = {
  readonly xx: number
  readonly xy: number
  readonly x0: number
  readonly yx: number
  readonly yy: number
  readonly y0: number
}

export type Rectangle = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Where a raster is drawn: from pixels of the target to its own, and the part of it that shows. */
export type RasterPlace = { readonly toSource: Affine; readonly window: Rectangle }

/** More pixels than so many canvases have cost more than they show. */
const mostCanvases = 3

/**
 * Holds all that any frame shows, as sharp as the film is and the largest of the frames needs. Null for a layer that never meets the canvas.
 * Computed over the clip with what transitions may add, so that it is the same in every segment and after every seek.
 */
export function layerRaster(
  layer: Layer,
  video: PlanVideo,
  source: SourceFormat,
  canvas: CanvasSize,
  size: CanvasSize,
): LayerRaster | null {
  const display = { width: video.displayWidth, height: video.displayHeight }
  let [left, top, right, bottom] = [1, 1, 0, 0]
  const [across, down] = [range(), range()]
  for (const frame of framesOf(layer)) {
    const place = placeLayer(layer, display, canvas, frame)
    const seen = seenRegion(place, canvas)
    if (!seen) continue
    left = Math.min(left, seen.x)
    top = Math.min(top, seen.y)
    right = Math.max(right, seen.x + seen.width)
    bottom = Math.max(bottom, seen.y + seen.height)
    include(across, (place.width / place.region.width) * (size.width / canvas.width))
    include(down, (place.height / place.region.height) * (size.height / canvas.height))
  }
  if (right <= left || bottom <= top) return null
  const region = wholePixels({ x: left, y: top, width: right - left, height: bottom - top }, video, source)
  const isSideways = video.rotationDegrees === 90 || video.rotationDegrees === 270
  const width = region.width * nearest(across, isSideways ? source.height : source.width)
  const height = region.height * nearest(down, isSideways ? source.width : source.height)
  const shrink = Math.min(1, Math.sqrt((size.width * size.height * mostCanvases) / (width * height)))
  return { region, width: toEven(width * shrink), height: toEven(height * shrink) }
}

/** Where the raster of a layer goes on a frame; `size` is the target's, a canvas or a smaller one of the same shape. */
export function placeRaster(raster: LayerRaster, place: LayerPlace, canvas: CanvasSize, size: CanvasSize): RasterPlace {
  const { region, centre, width, height, rotationDegrees } = place
  const turn = (rotationDegrees * Math.PI) / 180
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  // Raster pixels for a canvas pixel along the picture's own sides.
  const across = ((region.width / width) * raster.width) / raster.region.width
  const down = ((region.height / height) * raster.height) / raster.region.height
  const middleX = ((region.x + region.width / 2 - raster.region.x) / raster.region.width) * raster.width
  const middleY = ((region.y + region.height / 2 - raster.region.y) / raster.region.height) * raster.height
  const [unitX, unitY] = [canvas.width / size.width, canvas.height / size.height]
  return {
    toSource: {
      xx: across * cosine * unitX,
      xy: across * sine * unitY,
      x0: middleX - across * (centre.x * cosine + centre.y * sine),
      yx: -down * sine * unitX,
      yy: down * cosine * unitY,
      y0: middleY - down * (centre.y * cosine - centre.x * sine),
    },
    window: {
      left: middleX - (across * width) / 2,
      top: middleY - (down * height) / 2,
      right: middleX + (across * width) / 2,
      bottom: middleY + (down * height) / 2,
    },
  }
}

/** Pixels that the whole picture would have, from the frame that shows it smallest to the one that shows it largest. */
type PixelRange = { least: number; most: number }

function range(): PixelRange {
  return { least: Infinity, most: 0 }
}

function include(pixels: PixelRange, value: number): void {
  pixels.least = Math.min(pixels.least, value)
  pixels.most = Math.max(pixels.most, value)
}

/** The film's own resolution where some frame shows it, because then nothing needs to be scaled before it is drawn. */
function nearest({ least, most }: PixelRange, own: number): number {
  return Math.max(least, Math.min(most, own))
}

/** The frames on which a layer may stand differently; transitions show at most a clip's length before and after it. */
function* framesOf({ motion, follow, clipFrameCount }: Layer): Iterable<number> {
  const keys = [...motion, ...follow].map(({ atFrame }) => atFrame)
  const first = Math.max(-clipFrameCount, Math.floor(Math.min(...keys)))
  const last = Math.min(2 * clipFrameCount, Math.ceil(Math.max(...keys)))
  yield Math.min(first, last)
  for (let frame = first + 1; frame <= last; frame += 1) yield frame
}

/** The part of the upright picture that lies on the canvas; null for none. */
function seenRegion({ region, centre, width, height, rotationDegrees }: LayerPlace, canvas: CanvasSize): Region | null {
  const turn = (rotationDegrees * Math.PI) / 180
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const corners = [
    [0, 0],
    [canvas.width, 0],
    [0, canvas.height],
    [canvas.width, canvas.height],
  ].map(([x = 0, y = 0]) => {
    const [right, down] = [x - centre.x, y - centre.y]
    return {
      x: (right * cosine + down * sine) / width + 0.5,
      y: (down * cosine - right * sine) / height + 0.5,
    }
  })
  const [left, right] = unitSpan(corners.map(({ x }) => x))
  const [top, bottom] = unitSpan(corners.map(({ y }) => y))
  if (right <= left || bottom <= top) return null
  return {
    x: region.x + left * region.width,
    y: region.y + top * region.height,
    width: (right - left) * region.width,
    height: (bottom - top) * region.height,
  }
}

/** From the least to the greatest, within 0 and 1. */
function unitSpan(values: readonly number[]): [number, number] {
  return [Math.max(0, Math.min(...values)), Math.min(1, Math.max(...values))]
}

/** Neighbours that smoothing reads at the border. */
const marginPixels = 4

/** Grown to even pixels of the stored picture, because a crop can cut between no others. */
function wholePixels(region: Region, video: PlanVideo, source: SourceFormat): Region {
  const stored = storedRegion(region, video)
  const [x, width] = evenSpan(stored.x, stored.width, source.width)
  const [y, height] = evenSpan(stored.y, stored.height, source.height)
  return uprightRegion({ x, y, width, height }, video)
}

function evenSpan(start: number, length: number, pixels: number): [number, number] {
  const from = Math.max(0, Math.floor((start * pixels - marginPixels) / 2) * 2)
  const to = Math.min(pixels, Math.ceil(((start + length) * pixels + marginPixels) / 2) * 2)
  return [from / pixels, (to - from) / pixels]
}
