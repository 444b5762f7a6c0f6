import { AV_NOPTS_VALUE } from 'node-av/constants'
import { timestampToTicks, ticksToTimestamp, type Rational } from '#shared/time/rational.ts'
import type { Ticks } from '#shared/time/ticks.ts'

/** A stream's time stamp as ticks; null where FFmpeg has none or it is out of any sane range. */
export function toTicks(timestamp: bigint, timeBase: Rational): Ticks | null {
  if (timestamp === AV_NOPTS_VALUE || timeBase.num <= 0 || timeBase.den <= 0) return null
  const value = Number(timestamp)
  // 2^45 ticks are nine years: a time stamp beyond is damage.
  if (!Number.isSafeInteger(value) || Math.abs((value * timeBase.num * 120_000) / timeBase.den) > 2 ** 45) return null
  return timestampToTicks(value, timeBase)
}

export function fromTicks(value: Ticks, timeBase: Rational): bigint {
  return BigInt(ticksToTimestamp(value, timeBase))
}
