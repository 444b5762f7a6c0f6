import { Codec, CodecContext, Rational } from 'node-av/lib'
import {
  AV_CODEC_FLAG_CLOSED_GOP,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_CODEC_FLAG_PASS1,
  AV_CODEC_FLAG_PASS2,
  AV_PIX_FMT_YUV420P,
  AV_PROFILE_H264_HIGH,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
} from 'node-av/constants'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { VideoCodec } from '#shared/render-plan/plan-encoder.ts'
import { appError } from '#shared/messages/app-error.ts'
import { check } from '../ffmpeg/check.ts'

const step = 'starting the video encoder'

/** Where a size is to be met: the average, and what a pass notes for the next one. */
export type BitBudget = {
  readonly bitsPerSecond: number
  /** `first` only takes notes; without notes an encoder meets the average as well as it can. */
  readonly notes: { readonly pass: 'first' | 'second'; readonly file: string } | null
}

export type OpenedVideoEncoder = { readonly encoder: CodecContext; readonly codec: Codec }

const names: Readonly<Record<VideoCodec, string>> = { h264: 'libx264', hevc: 'libx265', vp9: 'libvpx-vp9' }

/** FFmpeg's name of the encoder that every machine has. */
export function softwareEncoderName({ encoder }: RenderPlan): string {
  return names[encoder.video.codec]
}

/**
 * The software encoder as the plan says: time stamps count frames. The caller frees it. `instructions` is what
 * `encoderInstructions` says; `budget` replaces the quality where a size is to be met, `more` goes before all else.
 */
export function openVideoEncoder(
  plan: RenderPlan,
  instructions: string | null,
  budget: BitBudget | null = null,
  more: Options = {},
): CodecContext {
  const { encoder, codec } = prepareVideoEncoder(plan, softwareEncoderName(plan))
  if (plan.encoder.video.codec === 'h264') encoder.profile = AV_PROFILE_H264_HIGH
  const options = { ...softwareOptions[plan.encoder.video.codec](plan, instructions, budget), ...more }
  for (const [name, value] of Object.entries(options)) check(encoder.setOption(name, value), step)
  applyRate(encoder, plan, budget)
  if (budget?.notes) encoder.setFlags(budget.notes.pass === 'first' ? AV_CODEC_FLAG_PASS1 : AV_CODEC_FLAG_PASS2)
  check(encoder.open2Sync(codec), step)
  return encoder
}

/** An encoder that is not open yet, with all that does not depend on its kind. */
export function prepareVideoEncoder(plan: RenderPlan, name: string): OpenedVideoEncoder {
  const codec = Codec.findEncoderByName(name as never)
  if (!codec) throw appError('media.engine-failed', { step, detail: `no ${name}` })
  const { video } = plan.encoder
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
  encoder.colorPrimaries = AVCOL_PRI_BT709
  encoder.colorTrc = AVCOL_TRC_BT709
  encoder.colorSpace = AVCOL_SPC_BT709
  encoder.colorRange = AVCOL_RANGE_MPEG
  encoder.chromaLocation = AVCHROMA_LOC_LEFT
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER, AV_CODEC_FLAG_CLOSED_GOP)
  return { encoder, codec }
}

function applyRate(encoder: CodecContext, plan: RenderPlan, budget: BitBudget | null): void {
  const { codec, rate } = plan.encoder.video
  // With a quality, libvpx takes the bit rate as its ceiling and has no other.
  const usual = codec === 'vp9' ? rate.maxBitsPerSecond : 0
  encoder.bitRate = BigInt(Math.round(budget?.bitsPerSecond ?? usual))
  // x264's own ceiling gives other bytes from run to run: `openRateCeiling` stands in for it.
  if (codec !== 'hevc') return
  encoder.rcMaxRate = BigInt(rate.maxBitsPerSecond)
  encoder.rcBufferSize = rate.bufferBits
}

/** What x264 needs so that its pictures can stand beside copied ones: ids of its own, and key frames where they are asked for. */
export function splicedOptions(instructions: string | null, parameterSetId: number): Options {
  const details = [...(instructions === null ? [] : [`asm=${instructions}`]), `sps-id=${parameterSetId}`]
  return { 'x264-params': details.join(':'), 'forced-idr': '1' }
}

type Options = Readonly<Record<string, string>>

const softwareOptions: Readonly<
  Record<VideoCodec, (plan: RenderPlan, instructions: string | null, budget: BitBudget | null) => Options>
> = {
  h264: ({ encoder: { video } }, instructions, budget) => ({
    preset: video.preset,
    // Captions hidden in the source's own stream would run on under ours.
    a53cc: '0',
    ...quality(video.rate, budget),
    ...(budget?.notes ? { stats: budget.notes.file } : {}),
    ...(instructions === null ? {} : { 'x264-params': `asm=${instructions}` }),
  }),
  hevc: ({ encoder: { video } }, _, budget) => ({
    preset: video.preset,
    a53cc: '0',
    ...quality(video.rate, budget),
    'x265-params': [
      ...['log-level=none', 'info=0', 'open-gop=0', 'repeat-headers=0'],
      // The machine's number of cores must not decide how frames depend on each other.
      ...[`pools=${video.threads}`, 'frame-threads=2'],
      ...(budget?.notes ? notesOfX265(budget.notes) : []),
    ].join(':'),
  }),
  vp9: ({ encoder: { video } }, _, budget) => ({
    deadline: 'good',
    // libvpx's steps of speed; below 3 a minute takes an hour on an office machine.
    'cpu-used': video.preset === 'slow' ? '3' : '5',
    'row-mt': '1',
    'tile-columns': '2',
    'auto-alt-ref': '1',
    'lag-in-frames': '25',
    ...quality(video.rate, budget),
  }),
}

function quality(rate: RenderPlan['encoder']['video']['rate'], budget: BitBudget | null): Options {
  return budget === null && rate.kind === 'quality' ? { crf: String(rate.crf) } : {}
}

function notesOfX265({ pass, file }: NonNullable<BitBudget['notes']>): string[] {
  // Its list is cut at colons, which a path on Windows has.
  const stats = file.replace(/[\\:']/g, String.raw`\$&`)
  return [`pass=${pass === 'first' ? 1 : 2}`, `stats=${stats}`, 'slow-firstpass=0']
}
