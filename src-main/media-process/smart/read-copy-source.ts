import { Packet, type FormatContext, type Stream } from 'node-av/lib'
import {
  AV_CODEC_ID_H264,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_NEW_EXTRADATA,
  AV_PKT_FLAG_CORRUPT,
  AV_PKT_FLAG_DISCARD,
  AVERROR_EAGAIN,
} from 'node-av/constants'
import type { PlanInput } from '#shared/render-plan/plan-input.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { CopySource, EncodeReason, SourcePacket } from '#shared/render-plan/smart/copy-source.ts'
import { judgeInput, judgeSource } from '#shared/render-plan/smart/judge-source.ts'
import { ticks } from '#shared/time/ticks.ts'
import { keepStreams } from '../ffmpeg/open-decoder.ts'
import { closeInput, openPackets } from '../ffmpeg/open-input.ts'
import { watchFileEnd } from '../ffmpeg/require-file-end.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { parseHeader, type StreamHeader } from './h264/avc-config.ts'
import { parsePps, parseSps } from './h264/parameter-sets.ts'
import { createPictureInspector } from './inspect-picture.ts'
import { describeStream } from './stream-facts.ts'

/** A file's pictures for the planner, and what the copier needs, which is null where nothing is copied. */
export type ReadSource = {
  readonly source: CopySource
  readonly copying: { readonly header: StreamHeader; readonly clean: readonly boolean[] } | null
}

/** A stream that has on average more bits than the ceiling, times this, has no group that keeps it worth looking for. */
const hopelessRate = 1.5

/** Reads, without decoding, which pictures a file holds. A file that a plan cannot copy from is read no further than needed. */
export async function readCopySource(plan: RenderPlan, input: PlanInput, file: string, slices: Slices): Promise<ReadSource> {
  const early = judgeInput(plan, input)
  if (early !== null || !input.video) return refuse(early ?? 'no-clip')
  const context = openPackets(file, input.video.streamIndex, plan.limits.maxPixels)
  try {
    const stream = context.streams[input.video.streamIndex]
    if (!stream) return refuse('damaged')
    const { codecpar } = stream
    if (codecpar.codecId !== AV_CODEC_ID_H264 || !codecpar.extradata) return refuse('coding')
    const header = parseHeader(Buffer.from(codecpar.extradata))
    if (!header) return refuse('damaged')
    const described = describeHeader(header)
    if (!described) return refuse('coding')
    const fit = judgeSource(plan, input, { refusal: null, facts: described, packets: [] })
    if (fit !== null) return refuse(fit)
    if (Number(codecpar.bitRate) > plan.encoder.video.rate.maxBitsPerSecond * hopelessRate) return refuse('bit-rate')
    const requireEnd = watchFileEnd(file, slices)
    const read = await readPackets(context, stream, header, input.originTicks, requireEnd, slices)
    return typeof read === 'string'
      ? refuse(read)
      : { source: { refusal: null, facts: described, packets: read.packets }, copying: { header, clean: read.clean } }
  } finally {
    closeInput(context)
  }
}

function refuse(refusal: EncodeReason): ReadSource {
  return { source: { refusal }, copying: null }
}

/** Null where the parameter sets are not those of ordinary streams. */
function describeHeader({ sps, pps }: StreamHeader): ReturnType<typeof describeStream>[] | null {
  const parameters = sps.map(parseSps)
  if (parameters.length === 0 || pps.length === 0 || pps.some((nal) => parsePps(nal).hasSliceGroups)) return null
  const facts = parameters.flatMap((each) => (each ? [describeStream(each)] : []))
  return facts.length === parameters.length ? facts : null
}

async function readPackets(
  context: FormatContext,
  stream: Stream,
  header: StreamHeader,
  originTicks: number,
  requireEnd: (code: number) => Promise<void>,
  slices: Slices,
): Promise<{ packets: SourcePacket[]; clean: boolean[] } | EncodeReason> {
  keepStreams(context, new Set([stream.index]))
  const inspect = createPictureInspector(header)
  const { timeBase } = stream
  const packets: SourcePacket[] = []
  const clean: boolean[] = []
  const times = new Set<number>()
  using packet = new Packet()
  packet.alloc()
  for (;;) {
    const code = context.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) {
      await slices.pause()
      continue
    }
    if (code < 0) {
      await requireEnd(code)
      return { packets, clean }
    }
    if (packet.streamIndex === stream.index) {
      const at = packet.pts === AV_NOPTS_VALUE ? null : toTicks(packet.pts, timeBase)
      if (at === null || times.has(at)) return 'damaged'
      times.add(at)
      const { data, flags, size } = packet
      const picture = data && inspect(data)
      if (picture === 'other-parameters' || packet.getSideData(AV_PKT_DATA_NEW_EXTRADATA)) return 'parameters'
      clean.push(picture?.clean ?? false)
      packets.push({
        atTicks: ticks(at - originTicks),
        size,
        isIdr: picture?.isIdr ?? false,
        isKey: packet.isKeyframe,
        hidden: (flags & AV_PKT_FLAG_DISCARD) !== 0,
        damaged: !picture || picture.damaged || (flags & AV_PKT_FLAG_CORRUPT) !== 0,
      })
    }
    packet.unref()
    await slices.pause()
  }
}
