import { millisecondsToTicks, type Ticks } from '../time/ticks.ts'

/** How a timing line reads: `null` where a time is absent, `'impossible'` where its numbers cannot be a time. */
export type CueTiming = {
  readonly start: Ticks | null | 'impossible'
  readonly end: Ticks | null | 'impossible'
  /** Positions and alignment after the times. */
  readonly settings: string
  /** Something was not as the formats have it. */
  readonly unusual: boolean
}

// Every quantifier is bounded or stops at a character that the next part cannot match: linear on any line.
const time = String.raw`(?:\d{1,4}:)?\d{1,3}:\d{1,3}(?:[.,]\d{1,9})?`
const arrow = String.raw`-{1,3} ?>|=>|[\u2013\u2014\u2212]>|\u2192|--&gt;`
const timingLine = new RegExp(`^(${time})?[ \\t]{0,40}(${arrow})[ \\t]{0,40}(${time})?(.*)$`)
const regularTime = /^(?:\d{2,}:)?\d{2}:\d{2}[.,]\d{3}$/

/** Reads a line such as `00:00:01,000 --> 00:00:02,500`; null for a line that is not about times. */
export function parseTimingLine(line: string, isWebVtt: boolean): CueTiming | null {
  const match = timingLine.exec(line.trim())
  if (!match) return null
  const [, start, sign, end, rest = ''] = match
  // An arrow alone, or in a sentence, is text.
  if (start === undefined && end === undefined) return null
  if (start === undefined || (end === undefined && rest.trim() !== '')) return null
  const mark = isWebVtt ? '.' : ','
  const regular = (value: string | undefined): boolean => value !== undefined && regularTime.test(value) && value.includes(mark)
  return {
    start: parseTime(start),
    end: end === undefined ? null : parseTime(end),
    settings: rest.trim(),
    unusual: sign !== '-->' || !regular(start) || !regular(end),
  }
}

const longestHours = 100

/** A time as SubRip and WebVTT write it, from the start of the file. */
export function parseTime(value: string): Ticks | 'impossible' {
  const [clock = '', fraction = ''] = value.split(/[.,](?=\d+$)/)
  const parts = clock.split(':').map(Number)
  const [seconds = 0, minutes = 0, hours = 0] = parts.toReversed()
  if (minutes > 59 || seconds > 59 || hours >= longestHours) return 'impossible'
  const milliseconds = Math.round(Number(`0.${fraction || '0'}`) * 1000)
  return millisecondsToTicks(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds)
}
