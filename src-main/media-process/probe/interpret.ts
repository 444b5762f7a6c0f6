import { avChannelLayoutDescribe, avGetCodecName, type FormatContext, type Stream } from 'node-av/lib'
import { AV_PKT_DATA_DISPLAYMATRIX } from 'node-av/constants'
import type { AudioInterpretation, Finding, Interpretation, VideoInterpretation } from '#shared/project/schema/asset.ts'
import { ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { describeColour } from '../ffmpeg/colour-names.ts'
import type { StreamChoice } from './choose-streams.ts'
import { readDisplayMatrix } from './display-matrix.ts'
import { describeFile, describePicture, describeSound, finding } from './findings.ts'
import { judgeTiming, type FrameTiming } from './frame-timing.ts'
import type { PacketScan, PictureFacts, StreamScan } from './scan-packets.ts'
import { wantsProxy } from './slowness.ts'

/** Puts headers, packets and first pictures together. Null where neither picture nor sound can be played. */
export function interpret(context: FormatContext, choice: StreamChoice, scan: PacketScan): Interpretation | null {
  const findings: Finding[] = choice.unreadable.map((kind) => finding(`media.${kind}-unreadable`, 'warning'))
  const videoScan = choice.video && scan.streams.get(choice.video.index)
  const audioScan = choice.audio && scan.streams.get(choice.audio.index)
  const video = choice.video && videoScan ? interpretVideo(choice.video, videoScan) : null
  const audio = choice.audio && audioScan ? interpretAudio(choice.audio, audioScan) : null
  const parts = [video, audio].filter((part) => part !== null)
  if (parts.length === 0) return null
  const originTicks = chooseOrigin(video, audio)
  const endTicks = Math.max(...parts.map((part) => part.startTicks + part.durationTicks))
  const durationTicks = ticks(Math.max(1, endTicks - originTicks))
  if (choice.video) findings.push(...describePicture(choice.video, video, videoScan ?? null))
  if (choice.audio) findings.push(...describeSound(video, audio, audioScan ?? null))
  findings.push(...describeFile({ context, choice, scan, durationTicks }))
  return { container: context.iformat?.name ?? 'unknown', originTicks, durationTicks, video, audio, findings, repaired: false }
}

/** A sound that leads by the length of a codec's frame or two is cut, so that pictures keep to the frame grid. */
const cutLeadTicks = ticksPerSecond / 10

function chooseOrigin(video: VideoInterpretation | null, audio: AudioInterpretation | null): Ticks {
  if (!video || !audio) return video?.startTicks ?? audio?.startTicks ?? zeroTicks
  const lead = video.startTicks - audio.startTicks
  return lead > cutLeadTicks ? audio.startTicks : video.startTicks
}

function interpretVideo(stream: Stream, scan: StreamScan): VideoInterpretation | null {
  const { picture } = scan
  if (!picture) return null
  const resolutionTicks = (ticksPerSecond * stream.timeBase.num) / stream.timeBase.den
  const timing = judgeTiming(scan.times, resolutionTicks)
  const orientation = readDisplayMatrix(stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX))
  const sampleAspect = readSampleAspect(stream, picture)
  const colour = readColour(stream, picture)
  const dynamicRange = colour.transfer === 'arib-std-b67' ? 'hlg' : colour.transfer === 'smpte2084' ? 'pq' : 'sdr'
  const codec = avGetCodecName(stream.codecpar.codecId) ?? 'unknown'
  const startTicks = scan.startTicks ?? zeroTicks
  return {
    streamIndex: stream.index,
    codec,
    codedWidth: picture.width,
    codedHeight: picture.height,
    ...displaySize(picture, sampleAspect, orientation.rotationDegrees),
    sampleAspect,
    ...orientation,
    frameRate: timing.frameRate ?? positiveRate(stream.avgFrameRate),
    variableFrameRate: timing.variable,
    timeBase: { num: stream.timeBase.num, den: stream.timeBase.den },
    fieldOrder: picture.fieldOrder,
    pixelFormat: picture.format.name,
    bitDepth: picture.format.bitDepth,
    hasAlpha: picture.format.hasAlpha,
    colour,
    dynamicRange,
    startTicks,
    durationTicks: videoDuration(stream, scan, timing, startTicks),
    needsProxy: wantsProxy(codec, picture, scan),
  }
}

function displaySize(
  picture: PictureFacts,
  sampleAspect: { readonly num: number; readonly den: number },
  rotationDegrees: number,
): { displayWidth: number; displayHeight: number } {
  const width = Math.max(1, Math.round((picture.width * sampleAspect.num) / sampleAspect.den))
  const sideways = rotationDegrees === 90 || rotationDegrees === 270
  return sideways
    ? { displayWidth: picture.height, displayHeight: width }
    : { displayWidth: width, displayHeight: picture.height }
}

/** The container's pixel shape wins over the codec's; shapes beyond 1:8 are damage. */
function readSampleAspect(stream: Stream, picture: PictureFacts): { num: number; den: number } {
  const { num, den } = stream.sampleAspectRatio
  const chosen = num > 0 && den > 0 ? { num, den } : picture.sampleAspect
  const ratio = chosen.num / chosen.den
  return ratio > 1 / 8 && ratio < 8 ? { num: chosen.num, den: chosen.den } : { num: 1, den: 1 }
}

/** What the picture tells, else what the container does. */
function readColour(stream: Stream, picture: PictureFacts): PictureFacts['colour'] {
  const container = describeColour(stream.codecpar)
  const pick = (key: 'primaries' | 'transfer' | 'matrix'): string =>
    picture.colour[key] === 'unknown' ? container[key] : picture.colour[key]
  return {
    primaries: pick('primaries'),
    transfer: pick('transfer'),
    matrix: pick('matrix'),
    range: picture.colour.range === 'unknown' ? container.range : picture.colour.range,
  }
}

function positiveRate({ num, den }: { readonly num: number; readonly den: number }): { num: number; den: number } | null {
  return num > 0 && den > 0 ? { num, den } : null
}

/** The last picture lasts as long as the usual one where its packet does not tell. */
function videoDuration(stream: Stream, scan: StreamScan, timing: FrameTiming, startTicks: Ticks): Ticks {
  const rate = positiveRate(stream.avgFrameRate)
  const usual = timing.medianTicks ?? (rate ? Math.round((ticksPerSecond * rate.den) / rate.num) : ticksPerSecond / 25)
  const last = scan.times.at(-1)
  if (last === undefined) return ticks(Math.max(1, scan.packetCount * usual))
  // Some muxers write a last duration of minutes; a recording of a screen may stand still for as long as it did before.
  const longest = Math.max(usual * 4, ticksPerSecond, timing.longestTicks ?? 0)
  const tail = Math.min(Math.max(scan.endTicks ?? 0, last) - last || usual, longest)
  return ticks(Math.max(1, last + tail - startTicks))
}

function interpretAudio(stream: Stream, scan: StreamScan): AudioInterpretation | null {
  if (!scan.decoded) return null
  const { codecpar } = stream
  const startTicks = scan.startTicks ?? zeroTicks
  return {
    streamIndex: stream.index,
    codec: avGetCodecName(codecpar.codecId) ?? 'unknown',
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
    channelLayout: avChannelLayoutDescribe(codecpar.channelLayout) ?? `${codecpar.channels} channels`,
    startTicks,
    durationTicks: ticks(Math.max(1, (scan.endTicks ?? 0) - startTicks)),
  }
}
