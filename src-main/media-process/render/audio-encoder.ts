import { Codec, CodecContext, Rational } from 'node-av/lib'
import { AV_CODEC_FLAG_BITEXACT, AV_CODEC_FLAG_GLOBAL_HEADER, AV_SAMPLE_FMT_FLTP } from 'node-av/constants'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { appError } from '#shared/messages/app-error.ts'
import { stereo } from '../audio/mix-rate.ts'
import { check } from '../ffmpeg/check.ts'

const step = 'starting the sound encoder'

/** AAC-LC by FFmpeg's own encoder. The caller frees it. */
export function openAudioEncoder(plan: RenderPlan): CodecContext {
  const codec = Codec.findEncoderByName('aac' as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: 'no aac' })
  const { bitsPerSecond, sampleRate } = plan.encoder.audio
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  encoder.sampleFormat = AV_SAMPLE_FMT_FLTP
  encoder.sampleRate = sampleRate
  encoder.channelLayout = stereo
  encoder.timeBase = new Rational(1, sampleRate)
  encoder.bitRate = BigInt(bitsPerSecond)
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_BITEXACT)
  check(encoder.open2Sync(codec), step)
  return encoder
}
