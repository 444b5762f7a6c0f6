import { secondsToTicks, type Ticks } from '../../../time/ticks.ts'

/** How a document counts: frames and ticks a second. */
export type TimeRates = { readonly framesPerSecond: number; readonly ticksPerSecond: number }

const longestSeconds = 360_000
const clockTime = /^(\d{1,4}):(\d{2}):(\d{2})(?:\.(\d{1,9})|:(\d{1,3})(?:\.\d{1,3})?)?$/
const offsetTime = /^(\d{1,15}(?:\.\d{1,9})?)(h|ms|m|s|f|t)$/

/** A time expression of TTML (TTML2 12.3.1); null for anything else. */
export function readTtmlTime(value: string, { framesPerSecond, ticksPerSecond }: TimeRates): Ticks | null {
  const written = value.trim()
  const clock = clockTime.exec(written)
  if (clock) {
    const [, hours = '', minutes = '', seconds = '', fraction, frames] = clock
    if (Number(minutes) > 59 || Number(seconds) > 60) return null
    const part = fraction === undefined ? Number(frames ?? 0) / framesPerSecond : Number(`0.${fraction}`)
    return inReason((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) + part)
  }
  const [, count, metric] = offsetTime.exec(written) ?? []
  const number = Number(count)
  switch (metric) {
    case 'h':
      return inReason(number * 3600)
    case 'm':
      return inReason(number * 60)
    case 's':
      return inReason(number)
    case 'ms':
      return inReason(number / 1000)
    case 'f':
      return inReason(number / framesPerSecond)
    case 't':
      return inReason(number / ticksPerSecond)
    default:
      return null
  }
}

function inReason(seconds: number): Ticks | null {
  return seconds < longestSeconds ? secondsToTicks(seconds) : null
}

/** Of the attributes of `tt` (TTML2 7.2): 30 frames a second where nothing is said, a tick a frame or a second. */
export function readTimeRates(attributes: ReadonlyMap<string, string>): TimeRates {
  const positive = (name: string): number | null => {
    const value = Number(attributes.get(name))
    return value > 0 && value < 1e9 ? value : null
  }
  const [numerator = 1, denominator = 1] = (attributes.get('frameRateMultiplier') ?? '').split(/[\s:]+/).map(Number)
  const multiplier = numerator > 0 && denominator > 0 ? numerator / denominator : 1
  const frameRate = positive('frameRate')
  const framesPerSecond = (frameRate ?? 30) * multiplier
  return { framesPerSecond, ticksPerSecond: positive('tickRate') ?? (frameRate === null ? 1 : framesPerSecond) }
}
