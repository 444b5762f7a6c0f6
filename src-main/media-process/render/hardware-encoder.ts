import { Frame, HardwareDeviceContext, HardwareFramesContext, Packet, type CodecContext } from 'node-av/lib'
import { AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_NV12, AV_PIX_FMT_VAAPI, AV_PIX_FMT_YUV420P } from 'node-av/constants'
import { AppError } from '#shared/messages/app-error.ts'
import type { VideoCodec } from '#shared/render-plan/plan-encoder.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { check, isDrained } from '../ffmpeg/check.ts'
import { openFilterPipe } from '../ffmpeg/filter-pipe.ts'
import { ownedFrame } from '../ffmpeg/owned-frame.ts'
import type { Slices } from '../slices.ts'
import type { PictureEncoder } from './encode-pass.ts'
import { prepareVideoEncoder } from './video-encoder.ts'

/** How pictures reach an encoder: as they are, with their colours interleaved, or in the memory of the graphics card. */
type Memory = 'planar' | 'interleaved' | 'vaapi'

export type HardwareCandidate = {
  readonly name: string
  readonly memory: Memory
  readonly options: Readonly<Record<string, string>>
}

/** The best picture first. All meet an average bit rate; none has x264's constant quality. */
const candidates: Readonly<Record<VideoCodec, readonly HardwareCandidate[]>> = {
  h264: [
    { name: 'h264_videotoolbox', memory: 'planar', options: { profile: 'high', allow_sw: '0' } },
    { name: 'h264_nvenc', memory: 'planar', options: { preset: 'p5', rc: 'vbr', profile: 'high' } },
    { name: 'h264_qsv', memory: 'interleaved', options: { preset: 'slow', profile: 'high' } },
    { name: 'h264_amf', memory: 'interleaved', options: { usage: 'transcoding', quality: 'quality', rc: 'vbr_peak' } },
    { name: 'h264_vaapi', memory: 'vaapi', options: { profile: 'high', rc_mode: 'VBR' } },
  ],
  hevc: [
    { name: 'hevc_videotoolbox', memory: 'planar', options: { allow_sw: '0' } },
    { name: 'hevc_nvenc', memory: 'planar', options: { preset: 'p5', rc: 'vbr' } },
    { name: 'hevc_qsv', memory: 'interleaved', options: { preset: 'slow' } },
    { name: 'hevc_amf', memory: 'interleaved', options: { usage: 'transcoding', quality: 'quality', rc: 'vbr_peak' } },
    { name: 'hevc_vaapi', memory: 'vaapi', options: { rc_mode: 'VBR' } },
  ],
  vp9: [
    { name: 'vp9_qsv', memory: 'interleaved', options: { preset: 'slow' } },
    { name: 'vp9_vaapi', memory: 'vaapi', options: { rc_mode: 'VBR' } },
  ],
}

/** Of the preset's ceiling: hardware has no quality to hold, and spends an average on every picture. */
const averageShare = 0.7
const trialFrames = 8
const step = 'starting the encoder of the graphics card'

export type HardwareChoice = { readonly name: string; readonly open: () => PictureEncoder }

/**
 * The first encoder of this machine's hardware that encodes a few pictures of the plan's size; null where the plan wants
 * none, or none does. Being listed by FFmpeg says nothing: the driver, the card or the size may be missing.
 */
export async function chooseHardware(
  plan: RenderPlan,
  slices: Slices,
  known: readonly HardwareCandidate[] = candidates[plan.encoder.video.codec],
): Promise<HardwareChoice | null> {
  if (plan.encoder.video.hardware === 'off') return null
  for (const candidate of known) {
    const worked = await withoutHardware(() => tryOut(plan, candidate, slices))
    if (worked) return { name: candidate.name, open: () => openHardware(plan, candidate) }
  }
  return null
}

/** Whether work on the hardware went through; a failure of the engine means to go on without it, any other is thrown. */
export async function withoutHardware(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'media.engine-failed') return false
    throw thrown
  }
}

function openHardware(plan: RenderPlan, { name, memory, options }: HardwareCandidate): PictureEncoder {
  using opening = new DisposableStack()
  const { encoder, codec } = prepareVideoEncoder(plan, name)
  opening.adopt(encoder, (each) => each.freeContext())
  const { maxBitsPerSecond, bufferBits } = plan.encoder.video.rate
  encoder.bitRate = BigInt(Math.round(maxBitsPerSecond * averageShare))
  encoder.rcMaxRate = BigInt(maxBitsPerSecond)
  encoder.rcBufferSize = bufferBits
  for (const [option, value] of Object.entries(options)) check(encoder.setOption(option, value), step)
  const prepare = opening.use(openPreparation(plan, encoder, memory))
  check(encoder.open2Sync(codec), step)
  const owned = opening.move()
  return { encoder, prepare: prepare.picture, close: () => owned.dispose() }
}

type Preparation = Disposable & { readonly picture: (picture: Frame) => Frame }

function openPreparation(plan: RenderPlan, encoder: CodecContext, memory: Memory): Preparation {
  if (memory === 'planar') return { picture: (picture) => picture, [Symbol.dispose]: () => {} }
  using opening = new DisposableStack()
  const { width, height } = plan.canvas
  const { num, den } = plan.frameRate
  const source = `buffer@v=video_size=${width}x${height}:pix_fmt=yuv420p:time_base=${den}/${num}:colorspace=bt709:range=tv`
  const pipe = opening.adopt(openFilterPipe(`${source},format=nv12,buffersink@out`, step, 1), (each) => each.close())
  const interleaved = opening.adopt(new Frame(), (frame) => frame.free())
  interleaved.alloc()
  const interleave = (picture: Frame): Frame => {
    interleaved.unref()
    pipe.push('buffer@v', picture)
    pipe.pull(interleaved)
    interleaved.pictType = picture.pictType
    return interleaved
  }
  const upload = memory === 'vaapi' ? opening.use(openUpload(plan, encoder)) : null
  if (!upload) encoder.pixelFormat = AV_PIX_FMT_NV12
  const owned = opening.move()
  return {
    picture: (picture) => (upload ? upload.picture(interleave(picture)) : interleave(picture)),
    [Symbol.dispose]: () => owned.dispose(),
  }
}

/** Takes pictures into the memory of the graphics card. */
function openUpload(plan: RenderPlan, encoder: CodecContext): Preparation {
  using opening = new DisposableStack()
  const device = opening.adopt(new HardwareDeviceContext(), (each) => each.free())
  check(device.create(AV_HWDEVICE_TYPE_VAAPI), step)
  const pool = opening.adopt(new HardwareFramesContext(), (each) => each.free())
  pool.alloc(device)
  pool.format = AV_PIX_FMT_VAAPI
  pool.swFormat = AV_PIX_FMT_NV12
  pool.width = plan.canvas.width
  pool.height = plan.canvas.height
  pool.initialPoolSize = 20
  check(pool.init(), step)
  encoder.pixelFormat = AV_PIX_FMT_VAAPI
  encoder.hwFramesCtx = pool
  const uploaded = opening.adopt(new Frame(), (frame) => frame.free())
  uploaded.alloc()
  const owned = opening.move()
  return {
    picture(picture) {
      uploaded.unref()
      check(pool.getBuffer(uploaded), step)
      check(pool.transferDataSync(uploaded, picture), step)
      uploaded.pts = picture.pts
      uploaded.pictType = picture.pictType
      return uploaded
    },
    [Symbol.dispose]: () => owned.dispose(),
  }
}

async function tryOut(plan: RenderPlan, candidate: HardwareCandidate, slices: Slices): Promise<void> {
  const { encoder, prepare, close } = openHardware(plan, candidate)
  using packet = new Packet()
  packet.alloc()
  let packets = 0
  const drain = (): void => {
    for (;;) {
      const code = encoder.receivePacketSync(packet)
      if (isDrained(code)) return
      check(code, step)
      packets += packet.size > 0 ? 1 : 0
      packet.unref()
    }
  }
  try {
    const { width, height } = plan.canvas
    for (let index = 0; index < trialFrames; index += 1) {
      const bytes = Buffer.alloc((width * height * 3) / 2, 128 + index * 4)
      using frame = ownedFrame(bytes, { width, height, format: AV_PIX_FMT_YUV420P, pts: BigInt(index) })
      check(encoder.sendFrameSync(prepare(frame)), step)
      drain()
      await slices.pause()
    }
    check(encoder.sendFrameSync(null), step)
    drain()
  } finally {
    close()
  }
  check(packets === trialFrames ? 0 : -1, step)
}
