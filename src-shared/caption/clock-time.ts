import { secondsToTicks, ticksToSeconds, type Ticks } from '../time/ticks.ts'

const pad = (value: number): string => String(value).padStart(2, '0')

/** `1:07.25`: minutes, seconds and hundredths, as captions are timed by hand. */
export function formatClockTime(instant: Ticks): string {
  const hundredths = Math.round(ticksToSeconds(instant) * 100)
  const seconds = Math.floor(hundredths / 100) % 60
  return `${Math.floor(hundredths / 6000)}:${pad(seconds)}.${pad(hundredths % 100)}`
}

/** Reads `67.25`, `1:07.25`, `1:07,25` and `0:01:07`; null for anything else. */
export function parseClockTime(typed: string): Ticks | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{0,6})?)$/.exec(typed.trim())
  if (!match) return null
  const [, hours = '0', minutes = '0', seconds = ''] = match
  return secondsToTicks(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.')))
}
