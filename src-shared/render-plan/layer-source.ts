import type { CanvasSize } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { FrameRate } from '../time/frame-rate.ts'
import type { PlanVideo } from './plan-input.ts'

/** A decoded picture as it enters the graph; `pixelFormat` is FFmpeg's name or number. */
export type SourceFormat = {
  readonly width: number
  readonly height: number
  readonly pixelFormat: string | number
  /** RGB pictures (photos) have no matrix. */
  readonly isRgb: boolean
}

/** Where decoded pictures enter a graph: one an output frame, progressive already. */
export function bufferSource(name: string, video: PlanVideo, source: SourceFormat, rate: FrameRate): string {
  const colour = source.isRgb
    ? 'colorspace=gbr:range=pc'
    : `colorspace=${video.matrix}:range=${video.range === 'full' ? 'pc' : 'tv'}`
  return (
    `${name}=video_size=${source.width}x${source.height}:pix_fmt=${source.pixelFormat}` +
    `:time_base=${rate.den}/${rate.num}:frame_rate=${rate.num}/${rate.den}:pixel_aspect=1/1:${colour}`
  )
}

/** Whole pictures out of half ones; empty for a film that has whole ones. It must see every picture of the film. */
export function deinterlace(video: Pick<PlanVideo, 'fieldOrder'>): string[] {
  if (video.fieldOrder === 'progressive') return []
  return [`bwdif=mode=send_frame:parity=${video.fieldOrder === 'top-first' ? 'tff' : 'bff'}:deint=all`]
}

/** The part of the stored picture to go on with, in whole pixels, and the format of what goes on. */
export function cropTo(stored: Region, source: SourceFormat): { readonly filters: string[]; readonly cropped: SourceFormat } {
  if (stored.width >= 1 && stored.height >= 1) return { filters: [], cropped: source }
  const width = Math.max(2, Math.round(stored.width * source.width))
  const height = Math.max(2, Math.round(stored.height * source.height))
  const x = Math.min(source.width - width, Math.round(stored.x * source.width))
  const y = Math.min(source.height - height, Math.round(stored.y * source.height))
  return { filters: [`crop=${width}:${height}:${Math.max(0, x)}:${Math.max(0, y)}`], cropped: { ...source, width, height } }
}

type Options = {
  /** Of FFmpeg's scaler. */
  readonly flags?: string
  /** What comes in, where it is known: nothing is done to what is there already. */
  readonly from?: SourceFormat | null
  /** Leaves `yuva420p` where the film has transparency, which else becomes black. */
  readonly keepAlpha?: boolean
}

/**
 * The upright picture in BT.709 limited, `yuv420p`. Scales before it turns, so that a large picture is turned when it is small
 * already.
 */
export function scaleUpright(
  video: PlanVideo,
  box: CanvasSize,
  { flags = 'bicubic', from = null, keepAlpha = false }: Options = {},
): string[] {
  const sideways = video.rotationDegrees === 90 || video.rotationDegrees === 270
  const stored = sideways ? { width: box.height, height: box.width } : box
  const isThere = from !== null && isWorkingSpace(video, from) && from.width === stored.width && from.height === stored.height
  return [...(isThere ? [] : toWorkingSpace(video, `${stored.width}:${stored.height}`, flags, keepAlpha)), ...turn(video)]
}

function isWorkingSpace(video: PlanVideo, { pixelFormat }: SourceFormat): boolean {
  const { dynamicRange, matrix, primaries, range, hasAlpha } = video
  const isBt709 = dynamicRange === 'sdr' && matrix === 'bt709' && primaries === 'bt709' && range === 'limited'
  return isBt709 && !hasAlpha && pixelFormat === 'yuv420p'
}

/** The format follows its scale at once, so that this scale, which knows the matrix, makes the conversion. */
function toWorkingSpace(video: PlanVideo, size: string, flags: string, keepAlpha: boolean): string[] {
  if (video.dynamicRange !== 'sdr') {
    return [
      `scale=${size}:flags=${flags}`,
      'format=yuv420p10le',
      `setparams=color_primaries=bt2020:color_trc=${video.dynamicRange === 'hlg' ? 'arib-std-b67' : 'smpte2084'}`,
      'tonemapx=tonemap=bt2390:desat=0:p=bt709:t=bt709:m=bt709:r=tv:format=yuv420p',
    ]
  }
  // From another matrix the scaler's quick ways are up to three code values too dark.
  const exact = video.matrix === 'bt709' ? '' : '+accurate_rnd+full_chroma_int'
  const scale = `scale=${size}:flags=${flags}${exact}:out_color_matrix=bt709:out_range=tv`
  if (!video.hasAlpha) return [scale, 'format=yuv420p', ...toBt709Primaries(video)]
  // What is see-through shows black.
  return keepAlpha ? [scale, 'format=yuva420p'] : [scale, 'format=yuva420p', 'premultiply=inplace=1', 'format=yuv420p']
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

/** Wide colours (an iPhone's Display P3) would look pale if their numbers were taken for BT.709's. */
function toBt709Primaries({ primaries }: PlanVideo): string[] {
  if (primaries === 'bt709') return []
  return [`zscale=pin=${primaries}:tin=bt709:min=bt709:rin=limited:p=bt709:t=bt709:m=bt709:r=limited`, 'format=yuv420p']
}
