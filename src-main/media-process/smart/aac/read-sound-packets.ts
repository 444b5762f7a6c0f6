import { Packet } from 'node-av/lib'
import {
  AV_CODEC_ID_AAC,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_NEW_EXTRADATA,
  AV_PKT_DATA_SKIP_SAMPLES,
  AV_PKT_FLAG_CORRUPT,
  AV_PKT_FLAG_DISCARD,
  AVERROR_EAGAIN,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants'
import type { PlanInput } from '#shared/render-plan/plan-input.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { aacFrameSamples } from '#shared/render-plan/smart/place-sound-copies.ts'
import type { UntouchedSound } from '#shared/render-plan/smart/untouched-sound.ts'
import { rescale } from '#shared/time/rational.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { sampleToTicks } from '../../audio/entry-sound.ts'
import { mixRate } from '../../audio/mix-rate.ts'
import { keepStreams } from '../../ffmpeg/open-decoder.ts'
import { closeInput, openPackets } from '../../ffmpeg/open-input.ts'
import { watchFileEnd } from '../../ffmpeg/require-file-end.ts'
import type { Slices } from '../../slices.ts'
import { isPlainStereo } from './aac-packet.ts'

/** A coded packet of a file's sound; `at` is where its first frame begins, in samples of the mix. */
export type SoundPacket = { readonly at: number; readonly data: Buffer }

/** A copy may have this much more than the preset's bits. */
const rateMargin = 1.1

/**
 * The packets of an untouched part of a file's sound, and one more on either side; none where they are not such as the plan's
 * encoder makes. Throws `media.*` and `file.*`.
 */
export async function readSoundPackets(
  { encoder, limits }: RenderPlan,
  file: string,
  { originTicks, audio }: PlanInput,
  { from, to, sourceOffset }: UntouchedSound,
  slices: Slices,
): Promise<SoundPacket[]> {
  if (!audio) return []
  const context = openPackets(file, audio.streamIndex, limits.maxPixels)
  try {
    const stream = context.streams[audio.streamIndex]
    const config = stream?.codecpar.extradata
    if (!stream || stream.codecpar.codecId !== AV_CODEC_ID_AAC || !config || !isPlainStereo(config)) return []
    if (stream.timeBase.num !== 1 || stream.timeBase.den !== mixRate) return []
    keepStreams(context, new Set([stream.index]))
    const requireEnd = watchFileEnd(file, slices)
    // As the mix opens the file.
    const offset = rescale(sampleToTicks(from + sourceOffset) + originTicks, mixRate, ticksPerSecond) - from
    const margin = 2 * aacFrameSamples
    if (from + sourceOffset > margin) context.seekFrameSync(stream.index, BigInt(from + offset - margin), AVSEEK_FLAG_BACKWARD)
    const packets: SoundPacket[] = []
    using packet = new Packet()
    packet.alloc()
    for (;;) {
      const code = context.readFrameSync(packet)
      if (code < 0 && code !== AVERROR_EAGAIN) {
        await requireEnd(code)
        break
      }
      const at = Number(packet.pts) - offset
      const isOurs = code >= 0 && packet.streamIndex === stream.index && packet.pts !== AV_NOPTS_VALUE
      if (isOurs && at > to) break
      if (isOurs && at >= from - margin && isWhole(packet) && packet.data) packets.push({ at, data: Buffer.from(packet.data) })
      if (code >= 0) packet.unref()
      await slices.pause()
    }
    return fitsRate(packets, encoder.audio.bitsPerSecond) ? packets : []
  } finally {
    closeInput(context)
  }
}

/** One of which a player would leave samples out is no neighbour for another. */
function isWhole(packet: Packet): boolean {
  if ((packet.flags & (AV_PKT_FLAG_CORRUPT | AV_PKT_FLAG_DISCARD)) !== 0) return false
  return !packet.getSideData(AV_PKT_DATA_SKIP_SAMPLES) && !packet.getSideData(AV_PKT_DATA_NEW_EXTRADATA)
}

function fitsRate(packets: readonly SoundPacket[], bitsPerSecond: number): boolean {
  const bits = packets.reduce((sum, { data }) => sum + data.length * 8, 0)
  return bits * mixRate <= bitsPerSecond * rateMargin * packets.length * aacFrameSamples
}
