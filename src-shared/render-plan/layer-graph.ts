import type { CanvasSize } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import { rescale } from '../time/rational.ts'
import { effectFilters, type EffectContext } from './effects/effect-filters.ts'
import type { LayerContext } from './layer-context.ts'
import { layerRaster, type LayerRaster } from './layer-raster.ts'
import { placePicture, type EvenBox } from './picture-placement.ts'
import { isAtRest } from './place-layer.ts'
import type { PlanVideo } from './plan-input.ts'
import { bufferSource, cropTo, scaleUpright } from './layer-source.ts'
import type { Layer } from './plan-layer.ts'
import { storedRegion } from './stored-region.ts'
import { toEven } from './presets.ts'

/**
 * How a layer gets onto the canvas: its graph leaves the whole canvas (the fast way, for one that fills it and stands still),
 * or a picture that is drawn onto one; nothing for a layer that lies beside the canvas.
 */
export type LayerGraph =
  | { readonly kind: 'canvas'; readonly filters: string; readonly effects: EffectContext }
  | {
      readonly kind: 'drawn'
      /** Ends before `buffersink@out`; with a backdrop, that one leaves whole canvases by `buffersink@back`. */
      readonly filters: string
      readonly effects: EffectContext
      readonly raster: LayerRaster
      /** Whole pixels of `size`; null for a layer in motion, whose place changes with the frame. */
      readonly restingAt: EvenBox | null
      readonly hasBackdrop: boolean
    }
  | { readonly kind: 'nothing' }

export const backdropSink = 'buffersink@back'

/**
 * The graph of one layer: decoded pictures enter by the buffer source `name` (one an output frame, time stamp = frame within
 * the layer's clip). `role` tells whether it lies on nothing or on other layers. Only numbers and fixed words reach it.
 */
export function layerGraph(name: string, layer: Layer, role: 'base' | 'above', context: LayerContext): LayerGraph {
  const { video, source, canvas, size } = context
  const isResting = isAtRest(layer)
  const resting = isResting ? restingPlace(layer, context) : null
  if (isResting && !resting) return { kind: 'nothing' }
  if (resting && role === 'base' && !layer.chromaKey) {
    const effects = effectContext(name, context, resting.placed, resting.region, false)
    return { kind: 'canvas', filters: canvasFilters(name, layer, context, resting, effects), effects }
  }
  const raster = resting
    ? { region: resting.region, width: resting.placed.width, height: resting.placed.height }
    : layerRaster(layer, video, source, canvas, size)
  if (!raster) return { kind: 'nothing' }
  const effects = effectContext(name, context, raster, raster.region, video.hasAlpha)
  const hasBackdrop = role === 'base' && layer.fit === 'fit-blur'
  const filters = drawnFilters(name, layer, context, raster, effects, hasBackdrop)
  return { kind: 'drawn', filters, effects, raster, restingAt: resting?.placed ?? null, hasBackdrop }
}

type RestingPlace = { readonly region: Region; readonly placed: EvenBox }

/** In pixels of the context's `size`; null beside the canvas. */
function restingPlace(layer: Layer, { video, canvas, size }: LayerContext): RestingPlace | null {
  const display = { width: video.displayWidth, height: video.displayHeight }
  const [point] = layer.motion
  const place = point && placePicture(display, { fit: layer.fit, crop: layer.crop, placement: point.value }, canvas)
  return place ? { region: place.region, placed: scaleBox(place.placed, canvas, size) } : null
}

function canvasFilters(
  name: string,
  layer: Layer,
  { video, source, size, rate }: LayerContext,
  { region, placed }: RestingPlace,
  effectContextOfLayer: EffectContext,
): string {
  const effects = effectFilters(layer, effectContextOfLayer)
  const { filters, cropped } = cropTo(storedRegion(region, video), source)
  return [
    bufferSource(name, video, source, rate),
    ...filters,
    ...(layer.fit === 'fit-blur' && !fills(placed, size)
      ? overBlur(video, placed, size, effects)
      : [...scaleUpright(video, placed, { from: cropped }), ...effects, ...pad(placed, size)]),
    ...fades(layer, rate),
  ].join(',')
}

/** Fades are left to the drawing, which also fades to what lies below. */
function drawnFilters(
  name: string,
  layer: Layer,
  { video, source, size, rate }: LayerContext,
  raster: LayerRaster,
  effects: EffectContext,
  hasBackdrop: boolean,
): string {
  const { filters: crop, cropped } = cropTo(storedRegion(raster.region, video), source)
  const filters = [
    bufferSource(name, video, source, rate),
    ...crop,
    ...scaleUpright(video, raster, { from: cropped, keepAlpha: true }),
    ...effectFilters(layer, effects),
    video.hasAlpha || layer.chromaKey ? 'format=yuva420p' : 'format=yuv420p',
  ].join(',')
  if (!hasBackdrop) return filters
  const back = ['format=yuv420p', ...blurred(coverBox(raster, size), size)]
  return `${filters},split[front][back];[back]${back.join(',')},${outputColour},${backdropSink};[front]null`
}

/** Every picture that leaves a graph says what it is. */
export const outputColour = 'setsar=1,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv'

function effectContext(
  name: string,
  context: LayerContext,
  { width, height }: CanvasSize,
  region: Region,
  hasAlpha: boolean,
): EffectContext {
  const [, label = name] = name.split('@')
  return { ...context, name: label, picture: { width, height }, hasAlpha, shownRegion: () => region }
}

function pad(placed: EvenBox, size: CanvasSize): string[] {
  return fills(placed, size) ? [] : [`pad=${size.width}:${size.height}:${placed.x}:${placed.y}:color=black`]
}

function fills(placed: EvenBox, size: CanvasSize): boolean {
  return placed.width === size.width && placed.height === size.height
}

/**
 * The picture over a darkened, blurred copy of itself that covers the canvas; blurred small, which looks the same and is fast.
 * A copy of the picture with its effects, so that a look and a hidden face hold for both.
 */
function overBlur(video: PlanVideo, placed: EvenBox, size: CanvasSize, effects: readonly string[]): string[] {
  const small = coverBox(placed, size)
  const front = scaleUpright(video, placed)
  const join = `[blurred][sharp]overlay=${placed.x}:${placed.y}:format=yuv420`
  if (effects.length > 0) {
    const back = blurred(small, size)
    return [...front, ...effects, `split[sharp][back];[back]${back.join(',')}[blurred];${join}`]
  }
  const back = [...scaleUpright(video, small), ...blurred(small, size).slice(1)]
  return [`split[front][back];[back]${back.join(',')}[blurred];[front]${front.join(',')}[sharp];${join}`]
}

/** A picture of another size as a blurred, darkened backdrop of the whole canvas. */
function blurred(small: CanvasSize, size: CanvasSize): string[] {
  const part = reduction(size)
  const window = {
    width: Math.min(small.width, toEven(size.width * part)),
    height: Math.min(small.height, toEven(size.height * part)),
  }
  return [
    `scale=${small.width}:${small.height}:flags=bicubic`,
    `crop=${window.width}:${window.height}`,
    `gblur=sigma=${(32 * part).toFixed(3)}`,
    'eq=brightness=-0.08',
    `scale=${size.width}:${size.height}:flags=bilinear`,
    'format=yuv420p',
  ]
}

/** Backdrops are blurred at this part of the canvas; FFmpeg's blur on several threads is wrong on pictures below it. */
function reduction({ width, height }: CanvasSize): number {
  return Math.min(1, Math.max(1 / 8, 48 / Math.min(width, height)))
}

/** The reduced size at which a picture covers the canvas; even. */
function coverBox(picture: CanvasSize, canvas: CanvasSize): CanvasSize {
  const cover = Math.max(canvas.width / picture.width, canvas.height / picture.height) * reduction(canvas)
  return { width: toEven(picture.width * cover), height: toEven(picture.height * cover) }
}

function fades(layer: Layer, rate: FrameRate): string[] {
  const seconds = (frames: number): string => ((frames * rate.den) / rate.num).toFixed(6)
  const { fadeInFrames, fadeOutFrames, clipFrameCount } = layer
  const fadeIn = fadeInFrames > 0 ? [`fade=t=in:st=0:d=${seconds(fadeInFrames)}`] : []
  const fadeOut =
    fadeOutFrames > 0 ? [`fade=t=out:st=${seconds(clipFrameCount - fadeOutFrames)}:d=${seconds(fadeOutFrames)}`] : []
  return [...fadeIn, ...fadeOut]
}

function scaleBox(box: EvenBox, from: CanvasSize, to: CanvasSize): EvenBox {
  if (from.width === to.width && from.height === to.height) return box
  const across = (value: number): number => rescale(value, to.width, from.width * 2) * 2
  const down = (value: number): number => rescale(value, to.height, from.height * 2) * 2
  const [x, y] = [across(box.x), down(box.y)]
  return {
    x,
    y,
    width: Math.max(2, across(box.x + box.width) - x),
    height: Math.max(2, down(box.y + box.height) - y),
  }
}
