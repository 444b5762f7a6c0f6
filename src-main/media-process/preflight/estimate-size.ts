import { Packet, type CodecContext, type Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_NONE, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { check } from '../ffmpeg/check.ts'
import { encoderInstructions } from '../ffmpeg/encoder-instructions.ts'
import { openComposer } from '../render/composer.ts'
import { maySplice, prepareSmartRender } from '../smart/smart-render.ts'
import { openRateCeiling } from '../render/rate-ceiling.ts'
import { openVideoEncoder } from '../render/video-encoder.ts'
import type { Slices } from '../slices.ts'

const step = 'estimating the size'
/** So many pictures of a stretch are counted; as many again let the encoder look ahead, as it does in the middle of a film. */
const [countedFrames, aheadFrames] = [30, 30] as const
/** A stretch every few seconds, five at least, and no more than are encoded while somebody waits. */
const stretchEverySeconds = 10
const [leastStretches, mostStretches] = [5, 12] as const

type Source = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly threads: number
  readonly slices: Slices
}

/**
 * Bytes of a minute of the exported film: what would be copied is counted. Of the rest a short film is encoded whole; of a
 * longer one some stretches are, and taken as one key picture a group and others between.
 */
export async function estimateSize(source: Source, onProgress: (fraction: number) => void): Promise<number> {
  const { plan } = source
  const fps = plan.frameRate.num / plan.frameRate.den
  const { bytes, encodedFrames } = await readCopied(source)
  const needed = encodedFrames.length === 0 ? 0 : await estimateEncoded(source, encodedFrames, onProgress)
  return (
    60 *
    ((bytes * fps) / plan.frameCount + (needed * encodedFrames.length) / plan.frameCount + plan.encoder.audio.bitsPerSecond / 8)
  )
}

/** Bytes of a second of what is encoded. */
async function estimateEncoded(
  { plan, files, threads, slices }: Source,
  encodedFrames: readonly number[],
  onProgress: (fraction: number) => void,
): Promise<number> {
  const { video } = plan.encoder
  const fps = plan.frameRate.num / plan.frameRate.den
  const instructions = await encoderInstructions()
  using open = new DisposableStack()
  const composer = open.adopt(openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: threads }), (each) =>
    each.close(),
  )
  const stretches = chooseStretches(plan, encodedFrames)
  const isWhole = stretches.length === 1
  const mostPerSecond = video.rate.maxBitsPerSecond / 8
  const groups = fps / video.gopFrames
  let perSecond = 0
  for (const [index, { start, counted }] of stretches.entries()) {
    const encoder = openVideoEncoder(plan, instructions)
    // In the middle of a film it has worked for long already.
    const limit = isWhole ? openRateCeiling(plan, encoder) : () => {}
    const sizes: number[] = []
    const count = (bytes: number): void => {
      sizes.push(bytes)
      limit(bytes)
    }
    try {
      const end = Math.min(start + counted + aheadFrames, plan.frameCount)
      for (let frame = start; frame < end; frame += 1) await send(encoder, await composer.frame(frame), count, slices)
      await send(encoder, null, count, slices)
    } finally {
      encoder.freeContext()
    }
    const [key = 0, ...others] = sizes.slice(0, counted)
    const sum = others.reduce((total, bytes) => total + bytes, 0)
    const rate = isWhole
      ? ((key + sum) * fps) / (others.length + 1)
      : Math.min(mostPerSecond, groups * key + (fps - groups) * (sum / Math.max(1, others.length)))
    perSecond += rate / stretches.length
    onProgress((index + 1) / stretches.length)
  }
  return perSecond
}

type Copied = { readonly bytes: number; readonly encodedFrames: readonly number[] }

/** What an export would copy from clips as it is, and the numbers of the other pictures. */
async function readCopied({ plan, files, slices }: Source): Promise<Copied> {
  const all = Array.from({ length: plan.frameCount }, (_, index) => index)
  if (!maySplice(plan)) return { bytes: 0, encodedFrames: all }
  const { stretches, reads } = await prepareSmartRender({ plan, files, slices })
  let bytes = 0
  const encodedFrames: number[] = []
  for (const stretch of stretches) {
    const read = stretch.kind === 'copy' ? reads[stretch.input]?.source : undefined
    if (stretch.kind === 'copy' && read && 'packets' in read) {
      const packets = read.packets.slice(stretch.firstPacket, stretch.firstPacket + stretch.frameCount)
      bytes += packets.reduce((sum, { size }) => sum + size, 0)
    } else encodedFrames.push(...all.slice(stretch.startFrame, stretch.startFrame + stretch.frameCount))
  }
  return { bytes, encodedFrames }
}

type Stretches = readonly { readonly start: number; readonly counted: number }[]

/** Exported for its test. Where all that is encoded is no more than the stretches would be, it is one. */
export function chooseStretches(
  { frameCount, frameRate }: Pick<RenderPlan, 'frameCount' | 'frameRate'>,
  encodedFrames: readonly number[],
): Stretches {
  const seconds = (encodedFrames.length * frameRate.den) / frameRate.num
  const count = Math.max(leastStretches, Math.min(mostStretches, Math.floor(seconds / stretchEverySeconds)))
  if (encodedFrames.length === frameCount && frameCount <= count * (countedFrames + aheadFrames))
    return [{ start: 0, counted: frameCount }]
  return Array.from({ length: count }, (_, index) => ({
    start: encodedFrames[Math.floor(((index + 0.5) / count) * Math.max(1, encodedFrames.length - countedFrames))] ?? 0,
    counted: countedFrames,
  }))
}

/** The encoder looks ahead further than a stretch is long: most of its work is done when it is told of the end. */
async function send(encoder: CodecContext, picture: Frame | null, tell: (bytes: number) => void, slices: Slices): Promise<void> {
  if (picture) picture.pictType = AV_PICTURE_TYPE_NONE
  check(encoder.sendFrameSync(picture), step)
  using packet = new Packet()
  packet.alloc()
  for (;;) {
    await slices.pause()
    const code = encoder.receivePacketSync(packet)
    if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return
    check(code, step)
    tell(packet.size)
    packet.unref()
  }
}
