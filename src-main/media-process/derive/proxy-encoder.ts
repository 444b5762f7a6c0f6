import { Codec, CodecContext, Rational } from 'node-av/lib'
import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
} from 'node-av/constants'
import { appError } from '#shared/messages/app-error.ts'
import type { Rational as Ratio } from '#shared/time/rational.ts'
import { check } from '../ffmpeg/check.ts'

const step = 'starting the encoder of the light copy'

/** DESIGN.md section 5: any picture is at most eleven others away from one that stands alone. */
const gopPictures = 12
/** Looks like the original at 960 pixels; about 2 Mbit/s. */
const quality = 24

type Size = { readonly width: number; readonly height: number }

/** A quick H.264 encoder that keeps the order and the time stamps of its pictures (`timeBase`). The caller frees it. */
export function openProxyEncoder({ width, height }: Size, timeBase: Ratio, threads: number): CodecContext {
  const codec = Codec.findEncoderByName('libx264' as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: 'no libx264' })
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  encoder.width = width
  encoder.height = height
  encoder.pixelFormat = AV_PIX_FMT_YUV420P
  encoder.timeBase = new Rational(timeBase.num, timeBase.den)
  encoder.sampleAspectRatio = new Rational(1, 1)
  encoder.gopSize = gopPictures
  encoder.maxBFrames = 0
  encoder.threadCount = threads
  encoder.colorPrimaries = AVCOL_PRI_BT709
  encoder.colorTrc = AVCOL_TRC_BT709
  encoder.colorSpace = AVCOL_SPC_BT709
  encoder.colorRange = AVCOL_RANGE_MPEG
  encoder.bitRate = 0n
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP)
  // Captions hidden in the original's own stream are none of the copy's business; nor is a scene change, after 12 pictures at most.
  const options = { preset: 'ultrafast', crf: String(quality), a53cc: '0', sc_threshold: '0', 'forced-idr': '1' }
  for (const [name, value] of Object.entries(options)) check(encoder.setOption(name, value), step)
  check(encoder.open2Sync(codec), step)
  return encoder
}
