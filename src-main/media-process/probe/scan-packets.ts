import { Frame, type CodecContext, type Packet, type FormatContext, type Stream } from 'node-av/lib'
import {
  AV_FRAME_DATA_DISPLAYMATRIX,
  AV_FRAME_FLAG_INTERLACED,
  AV_FRAME_FLAG_TOP_FIELD_FIRST,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_SKIP_SAMPLES,
  AV_PKT_FLAG_CORRUPT,
  AV_PKT_FLAG_DISCARD,
  AVERROR_EOF,
  AVERROR_EAGAIN,
  AVMEDIA_TYPE_AUDIO,
} from 'node-av/constants'
import { rescale } from '#shared/time/rational.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams, openDecoder } from '../ffmpeg/open-decoder.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { describeColour, type ColourDescription } from '../ffmpeg/colour-names.ts'
import { readDisplayMatrix, type Orientation } from './display-matrix.ts'
import { readChannels } from '../ffmpeg/sound-samples.ts'
import { createSoundMeter, type SoundLevel, type SoundMeter } from './sound-level.ts'
import { openPacketFeed } from './packet-feed.ts'
import { describePixelFormat, type PixelFormatFacts } from './pixel-format.ts'

/** What the first decoded pictures tell. */
export type PictureFacts = {
  readonly width: number
  readonly height: number
  readonly format: PixelFormatFacts
  readonly colour: ColourDescription
  readonly sampleAspect: { readonly num: number; readonly den: number }
  readonly fieldOrder: 'progressive' | 'top-first' | 'bottom-first'
  /** What the picture itself tells: FFmpeg makes the orientation of a photo's EXIF into a display matrix. */
  readonly orientation: Orientation
}

export type StreamScan = {
  readonly packetCount: number
  /** First instant that is shown or heard, and the end of the last one; null without time stamps. */
  readonly startTicks: Ticks | null
  readonly endTicks: Ticks | null
  /** Presentation times in order, without those an edit list hides. */
  readonly times: readonly Ticks[]
  readonly longestKeyDistanceTicks: number
  readonly decoded: boolean
  readonly picture: PictureFacts | null
  /** Packets that an edit list hides, and packets of which parts are missing. */
  readonly hiddenCount: number
  readonly corruptCount: number
  /** Packets without any time stamp, as bare elementary streams have them. */
  readonly untimedCount: number
  /** The decoder had to guess parts of the first pictures. */
  readonly isDamaged: boolean
  /** Of a sound that was measured. */
  readonly level: SoundLevel | null
}

export type PacketScan = { readonly streams: ReadonlyMap<number, StreamScan>; readonly complete: boolean }

type ScanOptions = {
  readonly maxPixels: number
  readonly deadlineMs: number
  /** Where FFmpeg does not read the file by itself. */
  readonly readPacket?: (packet: Packet) => Promise<number>
  /** Decodes the sound, too, at most its first minutes. */
  readonly measureSound?: boolean
  /** Sees the first pictures of a film as they are decoded. */
  readonly firstPictures?: PictureWatch | null
}

/** Who looks at the first pictures of a film while the rest is read. */
export type PictureWatch = {
  /** The frame lasts until the call is over. */
  see(frame: Frame): void
  /** There are enough of them to tell how pictures are read; `scan` knows what was read so far. */
  seen(scan: PacketScan): Promise<void>
}

/** The longest lesson (DESIGN.md section 1); decoding it takes some tenths of a second. */
const measuredTicks = 180 * ticksPerSecond

/** Of a sound that is fine so far every fourth second is listened to; of any other all, for an exact share. */
const secondsToOneListenedTo = 4

/** Interlaced pictures show themselves within the first few. */
const picturesToLookAt = 4
const maxPacketsToDecode = 400

type Collector = {
  /** Of its stream, which FFmpeg may write to while it reads ahead. */
  readonly timeBase: { readonly num: number; readonly den: number }
  readonly isAudio: boolean
  readonly sampleRate: number
  readonly decoder: CodecContext | null
  readonly times: Ticks[]
  packetCount: number
  /** Where a sound's encoder run-in ends. */
  audibleFrom: number
  startTicks: Ticks | null
  endTicks: Ticks | null
  previousKey: Ticks | null
  longestKeyDistanceTicks: number
  decoded: number
  picture: PictureFacts | null
  hiddenCount: number
  corruptCount: number
  untimedCount: number
  isDamaged: boolean
  readonly meter: SoundMeter | null
  /** The decoder does not know the packets before the next one. */
  hasSkipped: boolean
}

/**
 * Reads every packet of the wanted streams once (decoding no more than the first pictures, and the sound where it is measured) and tells what the
 * headers of phones and browsers often do not: true lengths, frame times, key frames. Stops, not `complete`, at `deadlineMs`.
 */
export async function scanPackets(
  context: FormatContext,
  wanted: readonly Stream[],
  { maxPixels, deadlineMs, readPacket, measureSound = false, firstPictures = null }: ScanOptions,
  slices: Slices,
): Promise<PacketScan> {
  keepStreams(context, new Set(wanted.map((stream) => stream.index)))
  const collectors = new Map(wanted.map((stream) => [stream.index, collect(stream, maxPixels, measureSound)]))
  const startedAt = performance.now()
  const feed = openPacketFeed((packet) => (readPacket ? readPacket(packet) : context.readFrameSync(packet)))
  using frame = new Frame()
  frame.alloc()
  let complete = true
  let watch = firstPictures
  const describe = (): PacketScan['streams'] => new Map([...collectors].map(([index, collector]) => [index, finish(collector)]))
  try {
    for (;;) {
      const code = await feed.next()
      if (code === AVERROR_EAGAIN) {
        await slices.pause()
        continue
      }
      if (code < 0) {
        complete = code === AVERROR_EOF
        break
      }
      const { packet } = feed
      // Who looks at the first pictures asks the file for more than packets.
      if (readPacket && !watch) feed.readAhead()
      const collector = collectors.get(packet.streamIndex)
      if (collector) {
        note(collector, packet)
        lookAt(collector, packet, frame, watch)
        if (watch && collector.decoded >= picturesToLookAt && collector.picture) {
          await watch.seen({ streams: describe(), complete })
          watch = null
        }
      }
      await slices.pause()
      if (performance.now() - startedAt > deadlineMs) {
        complete = false
        break
      }
    }
    for (const collector of collectors.values()) lookAt(collector, null, frame)
  } finally {
    await feed.close()
    for (const { decoder } of collectors.values()) decoder?.freeContext()
  }
  return { streams: describe(), complete }
}

function collect(stream: Stream, maxPixels: number, measureSound: boolean): Collector {
  const isAudio = stream.codecpar.codecType === AVMEDIA_TYPE_AUDIO
  const { num, den } = stream.timeBase
  return {
    ...{ timeBase: { num, den }, isAudio, sampleRate: stream.codecpar.sampleRate },
    decoder: openDecoder(stream, maxPixels, 1),
    times: [],
    packetCount: 0,
    audibleFrom: Number.NEGATIVE_INFINITY,
    startTicks: null,
    endTicks: null,
    previousKey: null,
    longestKeyDistanceTicks: 0,
    decoded: 0,
    picture: null,
    hiddenCount: 0,
    corruptCount: 0,
    untimedCount: 0,
    isDamaged: false,
    meter: isAudio && measureSound ? createSoundMeter() : null,
    hasSkipped: false,
  }
}

function note(collector: Collector, packet: Packet): void {
  collector.packetCount += 1
  const { timeBase, isAudio } = collector
  if ((packet.flags & AV_PKT_FLAG_CORRUPT) !== 0) collector.corruptCount += 1
  const at = toTicks(packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts, timeBase)
  if (at === null) {
    collector.untimedCount += 1
    return
  }
  const skipped = isAudio ? skippedTicks(packet, collector) : 0
  if (skipped > 0 && collector.startTicks === null) collector.audibleFrom = at + skipped
  if ((packet.flags & AV_PKT_FLAG_DISCARD) !== 0) {
    collector.hiddenCount += 1
    return
  }
  const start = ticks(Math.max(at, collector.audibleFrom))
  const end = ticks(at + Math.max(0, toTicks(packet.duration, timeBase) ?? 0))
  collector.startTicks = collector.startTicks === null ? start : ticks(Math.min(collector.startTicks, start))
  collector.endTicks = collector.endTicks === null ? end : ticks(Math.max(collector.endTicks, end))
  if (isAudio) return
  collector.times.push(at)
  if (packet.isKeyframe) {
    if (collector.previousKey !== null)
      collector.longestKeyDistanceTicks = Math.max(collector.longestKeyDistanceTicks, at - collector.previousKey)
    collector.previousKey = at
  }
}

/** The encoder's run-in at the start of a sound, which decoders drop. */
function skippedTicks(packet: Packet, { sampleRate }: Collector): number {
  const skip = packet.getSideData(AV_PKT_DATA_SKIP_SAMPLES)
  if (!skip || skip.length < 4 || sampleRate <= 0) return 0
  return rescale(skip.readUInt32LE(0), ticksPerSecond, sampleRate)
}

function lookAt(collector: Collector, packet: Packet | null, frame: Frame, watch: PictureWatch | null = null): void {
  const { decoder, meter } = collector
  if (!decoder || !wantsMore(collector)) return
  if (packet && isPassedOver(collector)) {
    collector.hasSkipped = true
    return
  }
  // What it kept of an earlier second would be mixed into this one.
  if (collector.hasSkipped) decoder.flushBuffers()
  collector.hasSkipped = false
  // A packet that cannot be decoded is no reason to give up: the next key frame may be sound.
  decoder.sendPacketSync(packet)
  while (decoder.receiveFrameSync(frame) >= 0) {
    collector.decoded += 1
    if (frame.decodeErrorFlags !== 0) collector.isDamaged = true
    if (frame.isVideo()) {
      collector.picture = describePicture(frame, collector.picture)
      watch?.see(frame)
    } else meter?.add(readChannels(frame))
    frame.unref()
  }
}

function isPassedOver({ meter, startTicks, endTicks }: Collector): boolean {
  if (!meter?.isFine()) return false
  const second = Math.floor(((endTicks ?? 0) - (startTicks ?? 0)) / ticksPerSecond)
  return second % secondsToOneListenedTo !== 0
}

function wantsMore({ decoded, packetCount, meter, startTicks, endTicks }: Collector): boolean {
  if (meter) return (endTicks ?? 0) - (startTicks ?? 0) <= measuredTicks
  return decoded < picturesToLookAt && packetCount <= maxPacketsToDecode
}

function describePicture(frame: Frame, known: PictureFacts | null): PictureFacts {
  const interlaced = (frame.flags & AV_FRAME_FLAG_INTERLACED) !== 0
  const order = (frame.flags & AV_FRAME_FLAG_TOP_FIELD_FIRST) !== 0 ? 'top-first' : 'bottom-first'
  if (known) return interlaced ? { ...known, fieldOrder: order } : known
  const { num, den } = frame.sampleAspectRatio
  return {
    width: frame.width,
    height: frame.height,
    format: describePixelFormat(frame.format as never),
    colour: describeColour(frame),
    sampleAspect: num > 0 && den > 0 ? { num, den } : { num: 1, den: 1 },
    fieldOrder: interlaced ? order : 'progressive',
    orientation: readDisplayMatrix(frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX)),
  }
}

function finish(collector: Collector): StreamScan {
  const { packetCount, startTicks, endTicks, longestKeyDistanceTicks, decoded, picture, meter } = collector
  const { hiddenCount, corruptCount, untimedCount, isDamaged } = collector
  const times = collector.times.toSorted((a, b) => a - b)
  const last = times.at(-1)
  const tail = last === undefined ? 0 : previousKeyDistance(collector, last)
  return {
    packetCount,
    startTicks,
    endTicks,
    times,
    longestKeyDistanceTicks: Math.max(longestKeyDistanceTicks, tail),
    decoded: decoded > 0,
    picture,
    hiddenCount,
    corruptCount,
    untimedCount,
    isDamaged,
    level: meter?.level() ?? null,
  }
}

function previousKeyDistance(collector: Collector, last: Ticks): number {
  return collector.previousKey === null ? 0 : last - collector.previousKey
}
