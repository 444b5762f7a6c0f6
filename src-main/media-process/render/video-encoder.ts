import { Codec, CodecContext, Rational } from 'node-av/lib'
import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AV_PROFILE_H264_HIGH,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
} from 'node-av/constants'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { appError } from '#shared/messages/app-error.ts'
import { check } from '../ffmpeg/check.ts'

const step = 'starting the video encoder'

/** x264 as the plan says: time stamps count frames. The caller frees it. `instructions` is what `encoderInstructions` says. */
export function openVideoEncoder(plan: RenderPlan, instructions: string | null): CodecContext {
  const codec = Codec.findEncoderByName('libx264' as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: 'no libx264' })
  const { video } = plan.encoder
  const { rate } = video
  if (rate.kind !== 'quality') throw appError('media.feature-missing', { feature: 'a target size' })
  const { num, den } = plan.frameRate
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  encoder.width = plan.canvas.width
  encoder.height = plan.canvas.height
  encoder.pixelFormat = AV_PIX_FMT_YUV420P
  encoder.timeBase = new Rational(den, num)
  encoder.framerate = new Rational(num, den)
  encoder.sampleAspectRatio = new Rational(1, 1)
  encoder.gopSize = video.gopFrames
  encoder.threadCount = video.threads
  encoder.profile = AV_PROFILE_H264_HIGH
  encoder.colorPrimaries = AVCOL_PRI_BT709
  encoder.colorTrc = AVCOL_TRC_BT709
  encoder.colorSpace = AVCOL_SPC_BT709
  encoder.colorRange = AVCOL_RANGE_MPEG
  encoder.chromaLocation = AVCHROMA_LOC_LEFT
  encoder.bitRate = 0n
  encoder.rcMaxRate = BigInt(rate.maxBitsPerSecond)
  encoder.rcBufferSize = rate.bufferBits
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP)
  // Captions hidden in the source's own stream would run on under ours.
  const options = { preset: video.preset, crf: String(rate.crf), a53cc: '0' }
  for (const [name, value] of Object.entries(options)) check(encoder.setOption(name, value), step)
  if (instructions !== null) check(encoder.setOption('x264-params', `asm=${instructions}`), step)
  check(encoder.open2Sync(codec), step)
  return encoder
}
