import type { FormatContext, Stream } from 'node-av/lib'
import { AV_PKT_DATA_DOVI_CONF } from 'node-av/constants'
import type { AudioInterpretation, Finding, VideoInterpretation } from '#shared/project/schema/asset.ts'
import { ticksPerSecond, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import type { StreamChoice } from './choose-streams.ts'
import { readPersonalData } from './personal-data.ts'
import type { PacketScan, StreamScan } from './scan-packets.ts'
import { findSlowness } from './slowness.ts'
import { silentPeak } from './sound-level.ts'

export function finding(code: string, severity: Finding['severity'], params: Finding['params'] = {}): Finding {
  return { code, severity, params }
}

/** `told` where `isTrue`. */
const noteIf = (isTrue: boolean, told: Finding): readonly Finding[] => (isTrue ? [told] : [])

const toTenths = (ticks: number): number => Math.round((ticks / ticksPerSecond) * 10) / 10

/** What there is to say about the picture. */
export function describePicture(stream: Stream, video: VideoInterpretation | null, scan: StreamScan | null): readonly Finding[] {
  if (!video || !scan?.picture) return [finding('media.video-unreadable', 'warning')]
  const { rotationDegrees, mirrored, codedWidth, codedHeight, codec } = video
  const slowness = video.needsProxy ? findSlowness(codec, scan.picture, scan) : null
  return [
    ...noteIf(rotationDegrees !== 0, finding('media.turned', 'info', { degrees: rotationDegrees })),
    ...noteIf(mirrored, finding('media.mirrored', 'info')),
    ...noteIf(isSqueezed(video), finding('media.pixel-shape', 'info')),
    ...noteIf(
      codedWidth % 2 === 1 || codedHeight % 2 === 1,
      finding('media.odd-size', 'info', { width: codedWidth, height: codedHeight }),
    ),
    ...noteIf(video.variableFrameRate, finding('media.variable-frame-rate', 'info')),
    ...noteIf(video.fieldOrder !== 'progressive', finding('media.interlaced', 'info')),
    ...describeColour(stream, video),
    ...(slowness === null ? [] : [finding('media.slow-to-edit', 'info', { reason: slowness, codec })]),
    ...noteIf(scan.untimedCount > scan.packetCount / 2, finding('media.no-timestamps', 'info')),
    ...noteIf(scan.corruptCount > 1 || scan.isDamaged, finding('media.picture-damaged', 'warning')),
  ]
}

/** Converters round a shape to whole dots and write 1280:1281 for square ones, which nobody sees. */
const seenSqueeze = 0.01

function isSqueezed({ sampleAspect: { num, den } }: VideoInterpretation): boolean {
  return Math.abs(num / den - 1) > seenSqueeze
}

/** Profile 5 alone keeps its colours in a way of its own (ETSI GS CCM 001); the others are HLG or PQ for everybody else. */
const ownColoursProfile = 5

function describeColour(stream: Stream, { dynamicRange }: VideoInterpretation): readonly Finding[] {
  const dolby = readDolbyProfile(stream)
  if (dolby === ownColoursProfile) return [finding('media.dolby-vision-only', 'warning')]
  const kind = dolby === null ? dynamicRange : `dolby-vision-${dolby}`
  return noteIf(dynamicRange !== 'sdr', finding('media.hdr', 'info', { kind }))
}

/** Third byte of FFmpeg's AVDOVIDecoderConfigurationRecord (libavutil/dovi_meta.h). */
function readDolbyProfile(stream: Stream): number | null {
  return stream.codecpar.getCodedSideData(AV_PKT_DATA_DOVI_CONF)?.[2] ?? null
}

/** A difference of start or end that is heard; the run-in of coders is shorter. */
const noticeableTicks = 0.2 * ticksPerSecond
/** Five milliseconds in 25 seconds; single touches of full scale are not heard. */
const heardClippedShare = 2e-4

/** What there is to say about the sound. */
export function describeSound(
  video: VideoInterpretation | null,
  audio: AudioInterpretation | null,
  scan: StreamScan | null,
): readonly Finding[] {
  if (!audio) return [finding('media.audio-unreadable', 'warning')]
  const level = scan?.level ?? null
  return [
    ...(video ? compareEnds(video, audio) : []),
    ...noteIf(audio.channels === 1, finding('media.mono', 'info')),
    ...noteIf(audio.channels > 2, finding('media.surround', 'info', { channels: audio.channels })),
    ...noteIf(level !== null && level.peak < silentPeak, finding('media.silent', 'warning')),
    ...noteIf(level !== null && level.clippedShare > heardClippedShare, finding('media.clipped', 'warning')),
  ]
}

function compareEnds(video: VideoInterpretation, audio: AudioInterpretation): readonly Finding[] {
  const lateTicks = audio.startTicks - video.startTicks
  const missingTicks = video.startTicks + video.durationTicks - (audio.startTicks + audio.durationTicks)
  return [
    ...noteIf(lateTicks > noticeableTicks, finding('media.sound-late', 'info', { seconds: toTenths(lateTicks) })),
    ...noteIf(-lateTicks > noticeableTicks, finding('media.picture-late', 'info', { seconds: toTenths(-lateTicks) })),
    ...noteIf(missingTicks > 2 * noticeableTicks, finding('media.sound-ends-early', 'info', { seconds: toTenths(missingTicks) })),
  ]
}

/** Coders of sound begin with a packet or two that nobody is to hear. */
const runInPackets = 5

type ScannedFile = {
  readonly context: FormatContext
  readonly choice: StreamChoice
  readonly scan: PacketScan
  readonly durationTicks: Ticks
}

/** What there is to say about the file as a whole. */
export function describeFile({ context, choice, scan, durationTicks }: ScannedFile): readonly Finding[] {
  const { videoCount, audioCount, stillCount } = choice
  const hiddenPictures = (choice.video && scan.streams.get(choice.video.index)?.hiddenCount) ?? 0
  const hiddenSounds = (choice.audio && scan.streams.get(choice.audio.index)?.hiddenCount) ?? 0
  return [
    ...noteIf(stillCount > 0, finding('media.cover-art', 'info')),
    ...noteIf(videoCount > 1, finding('media.several-pictures', 'info', { count: videoCount })),
    ...noteIf(audioCount > 1, finding('media.several-sounds', 'info', { count: audioCount })),
    ...noteIf(audioCount === 0, finding('media.no-sound', 'info')),
    ...noteIf(hiddenPictures > 0 || hiddenSounds > runInPackets, finding('media.trimmed-before', 'info')),
    ...describeLength(context, scan, durationTicks),
    ...readPersonalData(context).map((kind) => finding(`media.${kind}`, 'info')),
  ]
}

function describeLength(context: FormatContext, { complete, streams }: PacketScan, durationTicks: Ticks): readonly Finding[] {
  const toldTicks = Number(context.duration) * (ticksPerSecond / 1_000_000)
  const isTold = toldTicks > 0 && Number.isFinite(toldTicks)
  const missingTicks = isTold && toldTicks < 24 * 3600 * ticksPerSecond ? toldTicks - durationTicks : 0
  // The one packet that the end of the file cuts through.
  const isCutThrough = [...streams.values()].some(({ corruptCount }) => corruptCount === 1)
  const isCut = !complete || isCutThrough || missingTicks > Math.max(ticksPerSecond, toldTicks * 0.1)
  const seconds = Math.round(ticksToSeconds(durationTicks) * 10) / 10
  return [
    ...noteIf(!isTold, finding('media.length-missing', 'info')),
    ...noteIf(isCut, finding('media.cut-short', 'warning', { seconds })),
  ]
}
