import { frameAt, frameToTicks, type FrameRate } from './frame-rate.ts'
import { secondsToTicks, ticksPerSecond, ticksToMilliseconds, type Ticks } from './ticks.ts'

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** `1:07.12`: minutes, seconds and the frame within the second, as shown beside the playhead. */
export function formatPlayhead(instant: Ticks, rate: FrameRate): string {
  const seconds = Math.floor(instant / ticksPerSecond)
  const frame = frameAt(instant, rate) - frameAt(secondsToTicks(seconds), rate)
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}.${pad(frame)}`
}

/** `1:07`: a length as people say it, rounded to the nearest second. */
export function formatLength(length: Ticks): string {
  const seconds = Math.round(length / ticksPerSecond)
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`
}

/** `00:01:07.250`: a WebVTT time stamp (W3C WebVTT 3.1), rounded to the nearest millisecond. */
export function formatVttTimestamp(instant: Ticks): string {
  const ms = Math.round(ticksToMilliseconds(instant))
  const hours = Math.floor(ms / 3_600_000)
  return `${pad(hours)}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}.${pad(ms % 1000, 3)}`
}

/** The start of the frame `count` frames away, never before zero. */
export function stepFrames(instant: Ticks, count: number, rate: FrameRate): Ticks {
  return frameToTicks(Math.max(0, frameAt(instant, rate) + count), rate)
}
