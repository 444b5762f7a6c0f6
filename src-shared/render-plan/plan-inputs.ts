import type { Asset, VideoInterpretation } from '../project/schema/asset.ts'
import { zeroTicks } from '../time/ticks.ts'
import type { PlanInput, PlanVideo } from './plan-input.ts'

/** The part of an asset that tells how to read its file. */
export type ReadableAsset = Pick<Asset, 'id' | 'kind' | 'interpretation' | 'imageSize' | 'imageInterpretation'>

/** How the plan reads an asset. Colour that the file does not tell is read as players do: by the picture's size. */
export function planInput(asset: ReadableAsset): PlanInput {
  const { interpretation } = asset
  if (!interpretation) return { assetId: asset.id, kind: 'image', originTicks: zeroTicks, video: imageVideo(asset), audio: null }
  const { video, audio, originTicks, repaired } = interpretation
  const variant = repaired ? 'repaired' : 'original'
  return {
    assetId: asset.id,
    kind: video ? 'video' : 'audio',
    originTicks,
    video: video && originalVideo(video, variant),
    audio: audio && { variant, streamIndex: audio.streamIndex },
  }
}

/** The input with its pictures from the proxy, which has the same time stamps and is interpreted already. */
export function toProxyInput(input: PlanInput): PlanInput {
  const { video } = input
  return video ? { ...input, video: uprightVideo('proxy', video.displayWidth, video.displayHeight) } : input
}

function originalVideo(video: VideoInterpretation, variant: 'original' | 'repaired'): PlanVideo {
  return {
    variant,
    streamIndex: video.streamIndex,
    displayWidth: video.displayWidth,
    displayHeight: video.displayHeight,
    rotationDegrees: video.rotationDegrees,
    mirrored: video.mirrored,
    fieldOrder: video.fieldOrder,
    hasAlpha: video.hasAlpha,
    dynamicRange: video.dynamicRange,
    matrix: readMatrix(video),
    range: readRange(video),
    primaries: readPrimaries(video),
  }
}

/** Photos that do not tell their colour are BT.601, as JPEG (JFIF) and WebP are; one never examined for it is most often a JPEG. */
function imageVideo({ imageSize, imageInterpretation }: ReadableAsset): PlanVideo {
  const upright = uprightVideo('original', imageSize?.width ?? 1, imageSize?.height ?? 1)
  if (!imageInterpretation) return { ...upright, matrix: 'smpte170m', range: 'full' }
  const { rotationDegrees, mirrored, hasAlpha, colour } = imageInterpretation
  const matrix = namedMatrix(colour.matrix) ?? 'smpte170m'
  const primaries = readPrimaries(imageInterpretation)
  return { ...upright, rotationDegrees, mirrored, hasAlpha, matrix, range: readRange(imageInterpretation), primaries }
}

function readRange({ colour, pixelFormat }: Pick<VideoInterpretation, 'colour' | 'pixelFormat'>): PlanVideo['range'] {
  return colour.range === 'full' || pixelFormat.startsWith('yuvj') ? 'full' : 'limited'
}

function readPrimaries({ colour }: Pick<VideoInterpretation, 'colour'>): PlanVideo['primaries'] {
  return colour.primaries === 'smpte432' || colour.primaries === 'bt2020' ? colour.primaries : 'bt709'
}

/** Unknown colour of HD and above is BT.709, below it BT.601 (as ITU-R BT.1700 material is). */
function readMatrix(video: VideoInterpretation): PlanVideo['matrix'] {
  if (video.dynamicRange !== 'sdr') return 'bt2020nc'
  const named = namedMatrix(video.colour.matrix)
  if (named !== null) return named
  const [long, short] = [Math.max(video.codedWidth, video.codedHeight), Math.min(video.codedWidth, video.codedHeight)]
  return long >= 1280 || short >= 720 ? 'bt709' : 'smpte170m'
}

/** Null where the name tells nothing. */
function namedMatrix(name: string): PlanVideo['matrix'] | null {
  switch (name) {
    case 'bt709':
      return 'bt709'
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020nc'
    case 'smpte170m':
    case 'bt470bg':
    case 'fcc':
    case 'smpte240m':
      return 'smpte170m'
    default:
      return null
  }
}

function uprightVideo(variant: PlanVideo['variant'], displayWidth: number, displayHeight: number): PlanVideo {
  return {
    variant,
    streamIndex: 0,
    displayWidth,
    displayHeight,
    rotationDegrees: 0,
    mirrored: false,
    fieldOrder: 'progressive',
    hasAlpha: false,
    dynamicRange: 'sdr',
    matrix: 'bt709',
    range: 'limited',
    primaries: 'bt709',
  }
}
