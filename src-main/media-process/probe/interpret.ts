import { avChannelLayoutDescribe, avGetCodecName, type FormatContext, type Stream } from 'node-av/lib'
import { AV_PKT_DATA_DISPLAYMATRIX } from 'node-av/constants'
import type { AudioInterpretation, Finding, Interpretation, VideoInterpretation } from '#shared/project/schema/asset.ts'
import { ticks, ticksPerSecond, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { describeColour } from '../ffmpeg/colour-names.ts'
import type { StreamChoice } from './choose-streams.ts'
import { readDisplayMatrix } from './display-matrix.ts'
import { judgeTiming, type FrameTiming } from './frame-timing.ts'
import type { PacketScan, PictureFacts, StreamScan } from './scan-packets.ts'

/** Preview and scrubbing want a proxy beyond these (DESIGN.md section 5: proxies are at most 960 px, GOP at most 12). */
const proxyAbovePixels = 1920 * 1088
const proxyAboveKeyDistanceTicks = 4 * ticksPerSecond
const slowCodecs = new Set(['hevc', 'av1', 'vp9', 'prores'])

/** Puts headers, packets and first pictures together. Null where neither picture nor sound can be played. */
export function interpret(context: FormatContext, choice: StreamChoice, scan: PacketScan): Interpretation | null {
  const findings: Finding[] = choice.unreadable.map((kind) => finding(`media.${kind}-unreadable`, 'warning'))
  const video = choice.video && interpretVideo(choice.video, scan.streams.get(choice.video.index), findings)
  const audio = choice.audio && interpretAudio(choice.audio, scan.streams.get(choice.audio.index), findings)
  const parts = [video, audio].filter((part) => part !== null)
  if (parts.length === 0) return null
  const originTicks = chooseOrigin(video, audio)
  const endTicks = Math.max(...parts.map((part) => part.startTicks + part.durationTicks))
  const durationTicks = ticks(Math.max(1, endTicks - originTicks))
  noteFile(context, choice, scan, durationTicks, findings)
  return { container: context.iformat?.name ?? 'unknown', originTicks, durationTicks, video, audio, findings, repaired: false }
}

/** A sound that leads by the length of a codec's frame or two is cut, so that pictures keep to the frame grid. */
const cutLeadTicks = ticksPerSecond / 10

function chooseOrigin(video: VideoInterpretation | null, audio: AudioInterpretation | null): Ticks {
  if (!video || !audio) return video?.startTicks ?? audio?.startTicks ?? zeroTicks
  const lead = video.startTicks - audio.startTicks
  return lead > cutLeadTicks ? audio.startTicks : video.startTicks
}

function interpretVideo(stream: Stream, scan: StreamScan | undefined, findings: Finding[]): VideoInterpretation | null {
  if (!scan?.picture) {
    findings.push(finding('media.video-unreadable', 'warning'))
    return null
  }
  const { picture } = scan
  const resolutionTicks = (ticksPerSecond * stream.timeBase.num) / stream.timeBase.den
  const timing = judgeTiming(scan.times, resolutionTicks)
  const orientation = readDisplayMatrix(stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX))
  const sampleAspect = readSampleAspect(stream, picture)
  const colour = readColour(stream, picture)
  const dynamicRange = colour.transfer === 'arib-std-b67' ? 'hlg' : colour.transfer === 'smpte2084' ? 'pq' : 'sdr'
  const codec = avGetCodecName(stream.codecpar.codecId) ?? 'unknown'
  const startTicks = scan.startTicks ?? zeroTicks
  const video: VideoInterpretation = {
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
    needsProxy:
      picture.width * picture.height > proxyAbovePixels ||
      picture.format.bitDepth > 8 ||
      scan.longestKeyDistanceTicks > proxyAboveKeyDistanceTicks ||
      (slowCodecs.has(codec) && picture.width * picture.height > 1280 * 720),
  }
  noteVideo(video, findings)
  return video
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
  // Some muxers write a last duration of minutes.
  const tail = Math.min(Math.max(scan.endTicks ?? 0, last) - last || usual, Math.max(usual * 4, ticksPerSecond))
  return ticks(Math.max(1, last + tail - startTicks))
}

function interpretAudio(stream: Stream, scan: StreamScan | undefined, findings: Finding[]): AudioInterpretation | null {
  if (!scan?.decoded) {
    findings.push(finding('media.audio-unreadable', 'warning'))
    return null
  }
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

function noteVideo(video: VideoInterpretation, findings: Finding[]): void {
  if (video.rotationDegrees !== 0 || video.mirrored)
    findings.push(finding('media.turned', 'info', { degrees: video.rotationDegrees }))
  if (video.variableFrameRate) findings.push(finding('media.variable-frame-rate', 'info'))
  if (video.fieldOrder !== 'progressive') findings.push(finding('media.interlaced', 'info'))
  if (video.dynamicRange !== 'sdr') findings.push(finding('media.hdr', 'info', { kind: video.dynamicRange }))
}

function noteFile(
  context: FormatContext,
  choice: StreamChoice,
  scan: PacketScan,
  durationTicks: Ticks,
  findings: Finding[],
): void {
  if (choice.stillCount > 0) findings.push(finding('media.cover-art', 'info'))
  if (choice.videoCount > 1) findings.push(finding('media.several-pictures', 'info', { count: choice.videoCount }))
  if (choice.audioCount > 1) findings.push(finding('media.several-sounds', 'info', { count: choice.audioCount }))
  if (choice.audioCount === 0) findings.push(finding('media.no-sound', 'info'))
  const toldTicks = Number(context.duration) * (ticksPerSecond / 1_000_000)
  const told = toldTicks > 0 && Number.isFinite(toldTicks)
  if (!told) findings.push(finding('media.length-missing', 'info'))
  const missing = told && toldTicks < 24 * 3600 * ticksPerSecond ? toldTicks - durationTicks : 0
  if (!scan.complete || missing > Math.max(ticksPerSecond, toldTicks * 0.1)) {
    const seconds = Math.round(ticksToSeconds(durationTicks) * 10) / 10
    findings.push(finding('media.cut-short', 'warning', { seconds }))
  }
}

function finding(code: string, severity: Finding['severity'], params: Finding['params'] = {}): Finding {
  return { code, severity, params }
}
