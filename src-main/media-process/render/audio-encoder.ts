import { Codec, CodecContext, Rational } from 'node-av/lib'
import { AV_CODEC_FLAG_BITEXACT, AV_CODEC_FLAG_GLOBAL_HEADER, AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP } from 'node-av/constants'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { appError } from '#shared/messages/app-error.ts'
import { stereo } from '../audio/mix-rate.ts'
import { check } from '../ffmpeg/check.ts'

const step = 'starting the sound encoder'

/** What each encoder wants: AAC-LC by FFmpeg's own encoder, Opus in its usual 20 ms. */
export const audioFormats = {
  aac: { name: 'aac', sampleFormat: 'fltp', frameSamples: 1024 },
  opus: { name: 'libopus', sampleFormat: 'flt', frameSamples: 960 },
} as const

/** The sound encoder of a plan. The caller frees it. */
export function openAudioEncoder(plan: RenderPlan): CodecContext {
  const { codec: kind, bitsPerSecond, sampleRate } = plan.encoder.audio
  const { name, sampleFormat } = audioFormats[kind]
  const codec = Codec.findEncoderByName(name as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: `no ${name}` })
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  encoder.sampleFormat = sampleFormat === 'flt' ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP
  encoder.sampleRate = sampleRate
  encoder.channelLayout = stereo
  encoder.timeBase = new Rational(1, sampleRate)
  encoder.bitRate = BigInt(bitsPerSecond)
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_BITEXACT)
  check(encoder.open2Sync(codec), step)
  return encoder
}
