import type { Brand } from '../base/brand.ts'

/** An instant or a length as an integer number of ticks, 120,000 per second. */
export type Ticks = Brand<number, 'Ticks'>

/**
 * Exact for 24, 25, 30, 50 and 60 fps, for 24000/1001 and 30000/1001 fps, and for whole milliseconds (120 ticks).
 */
export const ticksPerSecond = 120_000

export const zeroTicks = 0 as Ticks

/** Accepts an integer that already counts ticks. Throws a RangeError for anything else. */
export function ticks(value: number): Ticks {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of ticks`)
  return value as Ticks
}

/** Rounds to the nearest tick. Seconds must be finite. */
export function secondsToTicks(seconds: number): Ticks {
  return ticks(Math.round(seconds * ticksPerSecond))
}

export function ticksToSeconds(value: Ticks): number {
  return value / ticksPerSecond
}

export function millisecondsToTicks(milliseconds: number): Ticks {
  return ticks(Math.round(milliseconds * (ticksPerSecond / 1000)))
}

/** Milliseconds, not rounded. */
export function ticksToMilliseconds(value: Ticks): number {
  return value / (ticksPerSecond / 1000)
}

export function addTicks(a: Ticks, b: Ticks): Ticks {
  return ticks(a + b)
}

export function subtractTicks(a: Ticks, b: Ticks): Ticks {
  return ticks(a - b)
}

export function clampTicks(value: Ticks, low: Ticks, high: Ticks): Ticks {
  return Math.max(low, Math.min(high, value)) as Ticks
}
