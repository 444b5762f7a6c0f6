import { Packet, type CodecContext, type Frame } from 'node-av/lib'
import { AV_PICTURE_TYPE_NONE, AV_PKT_FLAG_KEY, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { check } from '../ffmpeg/check.ts'
import { encoderInstructions } from '../ffmpeg/encoder-instructions.ts'
import { openComposer } from '../render/composer.ts'
import { maySplice, prepareSmartRender } from '../smart/smart-render.ts'
import { openVideoEncoder } from '../render/video-encoder.ts'
import type { Slices } from '../slices.ts'

const step = 'estimating the size'
/** Enough of a lesson to know its size within a fifth, and seconds to encode. */
const [mostStretches, stretchFrames] = [5, 20] as const

type Source = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly threads: number
  readonly slices: Slices
}

/**
 * Bytes of a minute of the exported film: what would be copied is counted; for the rest a few stretches are encoded, and taken as one
 * key picture a group and others between.
 */
export async function estimateSize(
  { plan, files, threads, slices }: Source,
  onProgress: (fraction: number) => void,
): Promise<number> {
  const { video, audio } = plan.encoder
  const fps = plan.frameRate.num / plan.frameRate.den
  const instructions = await encoderInstructions()
  using open = new DisposableStack()
  const composer = open.adopt(openComposer({ plan, files, slices, decoderThreads: threads, filterThreads: threads }), (each) =>
    each.close(),
  )
  const starts = chooseStarts(plan.frameCount)
  let [keyBytes, keys, otherBytes, others] = [0, 0, 0, 0]
  for (const [index, start] of starts.entries()) {
    const encoder = openVideoEncoder(plan, instructions)
    try {
      const count = ({ bytes, key }: Coded): void => {
        if (key) [keyBytes, keys] = [keyBytes + bytes, keys + 1]
        else [otherBytes, others] = [otherBytes + bytes, others + 1]
      }
      for (let frame = start; frame < Math.min(start + stretchFrames, plan.frameCount); frame += 1) {
        await send(encoder, await composer.frame(frame), count, slices)
      }
      await send(encoder, null, count, slices)
    } finally {
      encoder.freeContext()
    }
    onProgress((index + 1) / starts.length)
  }
  const groups = fps / video.gopFrames
  const encoded = groups * (keyBytes / Math.max(1, keys)) + (fps - groups) * (otherBytes / Math.max(1, others))
  const copied = await readCopied({ plan, files, slices })
  const limited = Math.min(encoded, video.rate.maxBitsPerSecond / 8)
  const perSecond = (copied.bytes * fps + limited * (plan.frameCount - copied.frames)) / plan.frameCount
  return 60 * (perSecond + audio.bitsPerSecond / 8)
}

/** What an export would copy from clips as it is. */
async function readCopied(source: Omit<Source, 'threads'>): Promise<{ readonly bytes: number; readonly frames: number }> {
  if (!maySplice(source.plan)) return { bytes: 0, frames: 0 }
  const { stretches, reads } = await prepareSmartRender(source)
  let [bytes, frames] = [0, 0]
  for (const stretch of stretches) {
    const read = stretch.kind === 'copy' ? reads[stretch.input]?.source : undefined
    if (stretch.kind !== 'copy' || !read || !('packets' in read)) continue
    const packets = read.packets.slice(stretch.firstPacket, stretch.firstPacket + stretch.frameCount)
    bytes += packets.reduce((sum, { size }) => sum + size, 0)
    frames += stretch.frameCount
  }
  return { bytes, frames }
}

function chooseStarts(frameCount: number): readonly number[] {
  const count = Math.max(1, Math.min(mostStretches, Math.floor(frameCount / stretchFrames)))
  return Array.from({ length: count }, (_, index) =>
    Math.floor(((index + 0.5) / count) * Math.max(1, frameCount - stretchFrames)),
  )
}

type Coded = { readonly bytes: number; readonly key: boolean }

/** The encoder looks ahead further than a stretch is long: most of its work is done when it is told of the end. */
async function send(encoder: CodecContext, picture: Frame | null, tell: (coded: Coded) => void, slices: Slices): Promise<void> {
  if (picture) picture.pictType = AV_PICTURE_TYPE_NONE
  check(encoder.sendFrameSync(picture), step)
  using packet = new Packet()
  packet.alloc()
  for (;;) {
    await slices.pause()
    const code = encoder.receivePacketSync(packet)
    if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return
    check(code, step)
    tell({ bytes: packet.size, key: (packet.flags & AV_PKT_FLAG_KEY) !== 0 })
    packet.unref()
  }
}
