import { Packet } from 'node-av/lib'
import { AV_CODEC_ID_BIN_DATA, AVERROR_EAGAIN, AVMEDIA_TYPE_DATA, AVSEEK_FLAG_BACKWARD } from 'node-av/constants'
import type { Interpretation } from '#shared/project/schema/asset.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import type { SplitAnalysis } from '#shared/split/split-analysis.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { keepStreams } from '../ffmpeg/open-decoder.ts'
import { closeInput, openInput } from '../ffmpeg/open-input.ts'
import { toTicks } from '../ffmpeg/time-base.ts'
import type { Slices } from '../slices.ts'
import { readMatroskaChapters } from './matroska-chapters.ts'

type Markers = SplitAnalysis['markers']

/** More are no chapters but damage. */
const mostChapters = 2000
const textTag = 'text'

/** The chapters of an MP4, QuickTime or Matroska file, in source ticks. The binding has no word for FFmpeg's own list of them. */
export async function readChapters(file: string, interpretation: Interpretation, slices: Slices): Promise<Markers> {
  const { container, originTicks, durationTicks } = interpretation
  const found = container.includes('matroska') ? readMatroskaChapters(file) : await readTextTrack(file, slices)
  return found
    .map(({ atTicks, label }) => ({ atTicks: ticks(Math.max(0, atTicks - originTicks)), label: label.trim() }))
    .filter(({ atTicks }) => atTicks < durationTicks)
    .toSorted((a, b) => a.atTicks - b.atTicks)
}

/** Chapters of MP4 and QuickTime are a track of short texts (QuickTime File Format, chapter lists). */
async function readTextTrack(file: string, slices: Slices): Promise<Markers> {
  using open = new DisposableStack()
  const context = open.adopt(openInput(file, maxPicturePixels), closeInput)
  const stream = context.streams.find(
    ({ codecpar }) =>
      codecpar.codecType === AVMEDIA_TYPE_DATA &&
      codecpar.codecId === AV_CODEC_ID_BIN_DATA &&
      tagName(Number(codecpar.codecTag)) === textTag,
  )
  if (!stream) return []
  keepStreams(context, new Set([stream.index]))
  // The first text was passed over while nobody wanted the track.
  context.seekFrameSync(stream.index, 0n, AVSEEK_FLAG_BACKWARD)
  const packet = open.adopt(new Packet(), (each) => each.free())
  packet.alloc()
  const markers: { atTicks: Ticks; label: string }[] = []
  while (markers.length < mostChapters) {
    const code = context.readFrameSync(packet)
    if (code === AVERROR_EAGAIN) {
      await slices.pause()
      continue
    }
    if (code < 0) break
    const at = toTicks(packet.pts, stream.timeBase)
    if (packet.streamIndex === stream.index && at !== null && packet.data)
      markers.push({ atTicks: at, label: readText(packet.data) })
    packet.unref()
    await slices.pause()
  }
  return markers
}

/** A length in two bytes, then UTF-8, or UTF-16 behind a byte order mark. */
function readText(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const length = data.length >= 2 ? Math.min(view.getUint16(0), data.length - 2) : 0
  const bytes = data.slice(2, 2 + length)
  const mark = bytes.length >= 2 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes)
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes)
  return new TextDecoder().decode(bytes)
}

function tagName(tag: number): string {
  return String.fromCodePoint(tag & 0xff, (tag >> 8) & 0xff, (tag >> 16) & 0xff, (tag >> 24) & 0xff)
}
