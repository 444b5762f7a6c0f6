export type Level = 'silent' | 'quiet' | 'good' | 'loud'

/** What the bar begins with: the room itself, in dB below the loudest that can be recorded. */
const floorDecibels = -60
const silentBelow = -55
const quietBelow = -30
const loudAbove = -3

/** The peak of a stretch of samples (-1 to 1) in dB below full scale; `-Infinity` for silence. */
export function levelOf(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return 20 * Math.log10(peak)
}

/** 0 to 1, how far the bar goes. */
export function meterFraction(decibels: number): number {
  return Math.max(0, Math.min(1, 1 - decibels / floorDecibels))
}

export function describeLevel(decibels: number): Level {
  if (decibels < silentBelow) return 'silent'
  if (decibels < quietBelow) return 'quiet'
  return decibels > loudAbove ? 'loud' : 'good'
}
