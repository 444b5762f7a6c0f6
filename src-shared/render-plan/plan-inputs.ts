import type { Asset, VideoInterpretation } from '../project/schema/asset.ts'
import { zeroTicks } from '../time/ticks.ts'
import type { PlanInput, PlanVideo, Variant } from './plan.ts'

/** The part of an asset that tells how to read its file. */
export type ReadableAsset = Pick<Asset, 'id' | 'kind' | 'interpretation' | 'imageSize'>

/** How the plan reads an asset. Colour that the file does not tell is read as players do: by the picture's size. */
export function planInput(asset: ReadableAsset, wanted: Variant | null): PlanInput {
  const variant = wanted ?? (asset.interpretation?.repaired ? 'repaired' : 'original')
  const { interpretation } = asset
  if (!interpretation) {
    const size = asset.imageSize ?? { width: 1, height: 1 }
    const video = uprightVideo(0, size.width, size.height)
    return { assetId: asset.id, variant, kind: 'image', originTicks: zeroTicks, video, audio: null }
  }
  const { video, audio } = interpretation
  return {
    assetId: asset.id,
    variant,
    kind: asset.kind,
    originTicks: interpretation.originTicks,
    video: video && (variant === 'proxy' ? proxyVideo(video) : originalVideo(video)),
    audio: audio && { streamIndex: audio.streamIndex },
  }
}

function originalVideo(video: VideoInterpretation): PlanVideo {
  return {
    streamIndex: video.streamIndex,
    displayWidth: video.displayWidth,
    displayHeight: video.displayHeight,
    rotationDegrees: video.rotationDegrees,
    mirrored: video.mirrored,
    fieldOrder: video.fieldOrder,
    hasAlpha: video.hasAlpha,
    dynamicRange: video.dynamicRange,
    matrix: readMatrix(video),
    range: video.colour.range === 'full' || video.pixelFormat.startsWith('yuvj') ? 'full' : 'limited',
  }
}

/** Unknown colour of HD and above is BT.709, below it BT.601 (as ITU-R BT.1700 material is). */
function readMatrix(video: VideoInterpretation): PlanVideo['matrix'] {
  if (video.dynamicRange !== 'sdr') return 'bt2020nc'
  switch (video.colour.matrix) {
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
      return Math.max(video.codedWidth, video.codedHeight) >= 1280 || Math.min(video.codedWidth, video.codedHeight) >= 720
        ? 'bt709'
        : 'smpte170m'
  }
}

function proxyVideo(video: VideoInterpretation): PlanVideo {
  return uprightVideo(0, video.displayWidth, video.displayHeight)
}

function uprightVideo(streamIndex: number, displayWidth: number, displayHeight: number): PlanVideo {
  return {
    streamIndex,
    displayWidth,
    displayHeight,
    rotationDegrees: 0,
    mirrored: false,
    fieldOrder: 'progressive',
    hasAlpha: false,
    dynamicRange: 'sdr',
    matrix: 'bt709',
    range: 'limited',
  }
}
