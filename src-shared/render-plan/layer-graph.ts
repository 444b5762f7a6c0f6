import type { CanvasSize } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import { rescale } from '../time/rational.ts'
import { effectFilters, type EffectContext } from './effects/effect-filters.ts'
import { placePicture, type EvenBox } from './picture-placement.ts'
import type { PlanVideo } from './plan-input.ts'
import type { Layer } from './plan-layer.ts'
import { toEven } from './presets.ts'

/** A decoded picture as it enters the graph; `pixelFormat` is FFmpeg's name or number. */
export type SourceFormat = {
  readonly width: number
  readonly height: number
  readonly pixelFormat: string | number
  /** RGB pictures (photos) have no matrix. */
  readonly isRgb: boolean
}

/** What a layer's filters depend on beside the layer. */
export type LayerContext = {
  readonly video: PlanVideo
  readonly source: SourceFormat
  readonly canvas: CanvasSize
  /** The canvas, or a smaller one of the same shape for a preview. */
  readonly size: CanvasSize
  readonly rate: FrameRate
  readonly lutText: (index: number) => string
}

/**
 * The filters that take a layer's decoded pictures from the buffer source `name` (one picture an output frame, time stamp =
 * frame within the layer's clip) to a picture of `size`, yuv420p BT.709 limited. Null for one that lies beside the canvas.
 */
export function layerFilters(name: string, layer: Layer, context: LayerContext): string | null {
  const { video, source, canvas, size, rate } = context
  const display = { width: video.displayWidth, height: video.displayHeight }
  const [point] = layer.motion
  const place = point && placePicture(display, { fit: layer.fit, crop: layer.crop, placement: point.value }, canvas)
  if (!place) return null
  const placed = scaleBox(place.placed, canvas, size)
  const effects = effectFilters(layer, effectContext(name, context, placed, place.region))
  return [
    bufferSource(name, video, source, rate),
    ...deinterlace(video),
    ...crop(place.region, video, source),
    ...(layer.fit === 'fit-blur' && !fills(placed, size)
      ? overBlur(video, placed, size, effects)
      : [...scaleUpright(video, placed), ...effects, ...pad(placed, size)]),
    ...fades(layer, rate),
  ].join(',')
}

/** What the effects of a layer may know; null for a layer that lies beside the canvas. */
export function layerEffects(name: string, layer: Layer, context: LayerContext): EffectContext | null {
  const { video, canvas, size } = context
  const [point] = layer.motion
  const display = { width: video.displayWidth, height: video.displayHeight }
  const place = point && placePicture(display, { fit: layer.fit, crop: layer.crop, placement: point.value }, canvas)
  return place ? effectContext(name, context, scaleBox(place.placed, canvas, size), place.region) : null
}

function effectContext(name: string, context: LayerContext, { width, height }: EvenBox, region: Region): EffectContext {
  const [, label = name] = name.split('@')
  return { ...context, name: label, picture: { width, height }, hasAlpha: false, shownRegion: () => region }
}

function bufferSource(name: string, video: PlanVideo, source: SourceFormat, rate: FrameRate): string {
  const colour = source.isRgb
    ? 'colorspace=gbr:range=pc'
    : `colorspace=${video.matrix}:range=${video.range === 'full' ? 'pc' : 'tv'}`
  return (
    `${name}=video_size=${source.width}x${source.height}:pix_fmt=${source.pixelFormat}` +
    `:time_base=${rate.den}/${rate.num}:frame_rate=${rate.num}/${rate.den}:pixel_aspect=1/1:${colour}`
  )
}

/** Whole pictures out of half ones; empty for a film that has whole ones. */
export function deinterlace(video: PlanVideo): string[] {
  if (video.fieldOrder === 'progressive') return []
  return [`bwdif=mode=send_frame:parity=${video.fieldOrder === 'top-first' ? 'tff' : 'bff'}:deint=all`]
}

/** The upright region turned back into the coordinates of the stored picture. */
function crop(region: Region, video: PlanVideo, source: SourceFormat): string[] {
  const stored = storedRegion(region, video)
  if (stored.width >= 1 && stored.height >= 1) return []
  const width = Math.max(2, Math.round(stored.width * source.width))
  const height = Math.max(2, Math.round(stored.height * source.height))
  const x = Math.min(source.width - width, Math.round(stored.x * source.width))
  const y = Math.min(source.height - height, Math.round(stored.y * source.height))
  return [`crop=${width}:${height}:${Math.max(0, x)}:${Math.max(0, y)}`]
}

/** Exported for its test: undoes the clockwise turn, then the flip that came before it. */
export function storedRegion(region: Region, video: Pick<PlanVideo, 'rotationDegrees' | 'mirrored'>): Region {
  const unturned = unturn(region, video.rotationDegrees)
  return video.mirrored ? { ...unturned, x: 1 - unturned.x - unturned.width } : unturned
}

function unturn({ x, y, width, height }: Region, degrees: PlanVideo['rotationDegrees']): Region {
  switch (degrees) {
    case 0:
      return { x, y, width, height }
    case 90:
      return { x: y, y: 1 - x - width, width: height, height: width }
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height }
    case 270:
      return { x: 1 - y - height, y: x, width: height, height: width }
  }
}

/** Scales before it turns, so that a large picture is turned when it is small already. `flags` are those of FFmpeg's scaler. */
export function scaleUpright(video: PlanVideo, box: CanvasSize, flags = 'bicubic'): string[] {
  const sideways = video.rotationDegrees === 90 || video.rotationDegrees === 270
  const size = sideways ? `${box.height}:${box.width}` : `${box.width}:${box.height}`
  return [...toWorkingSpace(video, size, flags), ...turn(video)]
}

/** The format follows its scale at once, so that this scale, which knows the matrix, makes the conversion. */
function toWorkingSpace(video: PlanVideo, size: string, flags: string): string[] {
  if (video.dynamicRange !== 'sdr') {
    return [
      `scale=${size}:flags=${flags}`,
      'format=yuv420p10le',
      `setparams=color_primaries=bt2020:color_trc=${video.dynamicRange === 'hlg' ? 'arib-std-b67' : 'smpte2084'}`,
      'tonemapx=tonemap=bt2390:desat=0:p=bt709:t=bt709:m=bt709:r=tv:format=yuv420p',
    ]
  }
  const scale = `scale=${size}:flags=${flags}:out_color_matrix=bt709:out_range=tv`
  // What is see-through shows black.
  return video.hasAlpha ? [scale, 'format=yuva420p', 'premultiply=inplace=1', 'format=yuv420p'] : [scale, 'format=yuv420p']
}

function turn(video: PlanVideo): string[] {
  const flip = video.mirrored ? ['hflip'] : []
  switch (video.rotationDegrees) {
    case 0:
      return flip
    case 90:
      return [...flip, 'transpose=clock']
    case 180:
      return [...flip, 'hflip', 'vflip']
    case 270:
      return [...flip, 'transpose=cclock']
  }
}

function pad(placed: EvenBox, size: CanvasSize): string[] {
  return fills(placed, size) ? [] : [`pad=${size.width}:${size.height}:${placed.x}:${placed.y}:color=black`]
}

function fills(placed: EvenBox, size: CanvasSize): boolean {
  return placed.width === size.width && placed.height === size.height
}

/** The picture over a darkened, blurred copy of itself that covers the canvas; blurred small, which looks the same and is fast. */
function overBlur(video: PlanVideo, placed: EvenBox, size: CanvasSize, effects: readonly string[]): string[] {
  const cover = Math.max(size.width / placed.width, size.height / placed.height) / 8
  const small = { width: toEven(placed.width * cover), height: toEven(placed.height * cover) }
  const window = { width: Math.min(small.width, toEven(size.width / 8)), height: Math.min(small.height, toEven(size.height / 8)) }
  const back = [
    ...scaleUpright(video, small),
    `crop=${window.width}:${window.height}`,
    'gblur=sigma=4',
    'eq=brightness=-0.08',
    `scale=${size.width}:${size.height}:flags=bilinear`,
    'format=yuv420p',
  ]
  const front = [...scaleUpright(video, placed), ...effects]
  return [
    `split[front][back];[back]${back.join(',')}[blurred];[front]${front.join(',')}[sharp];` +
      `[blurred][sharp]overlay=${placed.x}:${placed.y}:format=yuv420`,
  ]
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
