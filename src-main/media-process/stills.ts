import { Codec, CodecContext, Frame, Packet, Rational } from 'node-av/lib'
import { AV_CODEC_FLAG_QSCALE, AV_PIX_FMT_RGBA, AVCOL_RANGE_JPEG } from 'node-av/constants'
import path from 'node:path'
import type { Still, StillRequest } from '#main/core/media/messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { stillPlan } from '#shared/render-plan/still-plan.ts'
import { check } from './ffmpeg/check.ts'
import { openFilterPipe } from './ffmpeg/filter-pipe.ts'
import { openComposer } from './render/composer.ts'
import type { OverlayPicture } from './render/overlay-pictures.ts'
import { createSlices } from './slices.ts'

const step = 'taking a picture from the clip'
const stillId = 'still' as AssetId

/** FFmpeg's scale from 2 (best) to 31. */
const jpegQuality = 4
const qualityUnit = 118

/** Upright pictures of a file at given instants. Throws `media.no-picture` and the errors of reading. */
export async function takeStills(request: StillRequest, threads: number, signal: AbortSignal): Promise<readonly Still[]> {
  const { report, instants, maxSidePixels } = request
  const plan = stillPlan({ id: stillId, ...report }, path.basename(request.path), instants, maxSidePixels)
  const files = plan.inputs.flatMap(({ assetId, video }) =>
    video ? [{ assetId, variant: video.variant, path: request.path }] : [],
  )
  const slices = createSlices(() => signal.aborted)
  const composer = openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: 1 })
  try {
    const stills: Still[] = []
    for (let index = 0; index < plan.frameCount; index += 1) stills.push(toStill(await composer.frame(index), request.format))
    return stills
  } finally {
    composer.close()
  }
}

const conversions = {
  jpeg: 'scale=out_color_matrix=smpte170m:out_range=pc,format=yuvj420p',
  png: 'scale,format=rgb24',
  rgba: 'scale,format=rgba',
} as const

/** An upright YUV picture as a whole file, or as pixels. */
export function toStill(picture: Frame, format: StillRequest['format']): Still {
  const { width, height } = picture
  const source = `buffer@v=video_size=${width}x${height}:pix_fmt=yuv420p:time_base=1/30:colorspace=bt709:range=tv`
  const pipe = openFilterPipe(`${source},${conversions[format]},buffersink@out`, step, 1)
  using converted = new Frame()
  converted.alloc()
  try {
    pipe.push('buffer@v', picture)
    pipe.end('buffer@v')
    pipe.pull(converted)
    const data = format === 'rgba' ? converted.toBuffer() : encodeImage(converted, format === 'jpeg' ? 'mjpeg' : 'png')
    return { width, height, data: new Uint8Array(data) }
  } finally {
    pipe.close()
  }
}

/** A whole PNG file of a picture, its transparency included. */
export function toPng({ width, height, rgba }: OverlayPicture): Still {
  using picture = Frame.fromVideoBuffer(rgba, { width, height, format: AV_PIX_FMT_RGBA, pts: 0n })
  return { width, height, data: new Uint8Array(encodeImage(picture, 'png')) }
}

function encodeImage(picture: Frame, name: 'mjpeg' | 'png'): Buffer {
  const codec = Codec.findEncoderByName(name as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: `no ${name}` })
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  using packet = new Packet()
  packet.alloc()
  try {
    encoder.width = picture.width
    encoder.height = picture.height
    encoder.pixelFormat = picture.format as never
    encoder.timeBase = new Rational(1, 30)
    encoder.threadCount = 1
    if (name === 'mjpeg') {
      encoder.colorRange = AVCOL_RANGE_JPEG
      encoder.setFlags(AV_CODEC_FLAG_QSCALE)
      encoder.globalQuality = jpegQuality * qualityUnit
      picture.quality = jpegQuality * qualityUnit
    }
    check(encoder.open2Sync(codec), step)
    check(encoder.sendFrameSync(picture), step)
    encoder.sendFrameSync(null)
    check(encoder.receivePacketSync(packet), step)
    return Buffer.from(packet.data ?? Buffer.alloc(0))
  } finally {
    encoder.freeContext()
  }
}
