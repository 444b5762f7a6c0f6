import type { AudioInterpretation, Interpretation, VideoInterpretation } from '../../project/schema/asset.ts'
import { secondsToTicks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { pictureStream, soundStream, type PortableProbe, type ProbedStream } from './portable-probe.ts'

type Rational = VideoInterpretation['timeBase']

/**
 * A film or sound that this program made (upright, square pixels, progressive, standard colours), by what ffprobe tells of it.
 * Null where it has neither picture nor sound, or no length.
 */
export function interpretProbe(probe: PortableProbe): Interpretation | null {
  const { format } = probe
  const durationTicks = length(format.duration)
  if (durationTicks === null) return null
  const picture = pictureStream(probe)
  const sound = soundStream(probe)
  const video = picture && interpretPicture(picture, durationTicks)
  const audio = sound && interpretSound(sound, durationTicks)
  if (!video && !audio) return null
  const originTicks = secondsToTicks(format.start_time ?? 0)
  return { container: format.format_name, originTicks, durationTicks, video, audio, findings: [], repaired: false }
}

function interpretPicture(stream: ProbedStream, fileTicks: Ticks): VideoInterpretation | null {
  const { width, height } = stream
  if (!isCount(width) || !isCount(height)) return null
  const frameRate = readRatio(stream.avg_frame_rate)
  return {
    streamIndex: stream.index,
    codec: stream.codec_name,
    codedWidth: width,
    codedHeight: height,
    displayWidth: width,
    displayHeight: height,
    sampleAspect: { num: 1, den: 1 },
    rotationDegrees: 0,
    mirrored: false,
    frameRate,
    variableFrameRate: stream.avg_frame_rate !== stream.r_frame_rate,
    timeBase: readRatio(stream.time_base) ?? { num: 1, den: 90_000 },
    fieldOrder: 'progressive',
    pixelFormat: stream.pix_fmt,
    bitDepth: 8,
    hasAlpha: false,
    colour: {
      primaries: stream.color_primaries,
      transfer: stream.color_transfer,
      matrix: stream.color_space,
      range: stream.color_range === 'pc' ? 'full' : 'limited',
    },
    dynamicRange: 'sdr',
    startTicks: secondsToTicks(stream.start_time ?? 0),
    durationTicks: length(stream.duration) ?? fileTicks,
    needsProxy: Math.max(width, height) > 1920,
  }
}

function interpretSound(stream: ProbedStream, fileTicks: Ticks): AudioInterpretation | null {
  const { sample_rate: sampleRate, channels } = stream
  if (!isCount(sampleRate) || !isCount(channels)) return null
  return {
    streamIndex: stream.index,
    codec: stream.codec_name,
    sampleRate,
    channels,
    channelLayout: stream.channel_layout,
    startTicks: secondsToTicks(stream.start_time ?? 0),
    durationTicks: length(stream.duration) ?? fileTicks,
  }
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0
}

function length(seconds: number | undefined): Ticks | null {
  const found = seconds !== undefined && Number.isFinite(seconds) && seconds < 1e6 ? secondsToTicks(seconds) : zeroTicks
  return found > 0 ? found : null
}

function readRatio(text: string): Rational | null {
  const [num, den] = text.split('/').map(Number)
  return isCount(num) && isCount(den) ? { num, den } : null
}
