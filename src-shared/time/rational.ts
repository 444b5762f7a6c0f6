import { ticks, ticksPerSecond, type Ticks } from './ticks.ts'

/** A fraction of two positive integers (the numerator of a time stamp's base or of a speed is positive, too). */
export type Rational = { readonly num: number; readonly den: number }

/**
 * value * num / den, rounded half up, exact beyond 2^53 in the product.
 * Rounding happens once here: always rescale absolute positions, never add up rescaled lengths.
 */
export function rescale(value: number, num: number, den: number): number {
  if (num === den) return value
  const product = value * num
  if (Number.isSafeInteger(product) && Number.isSafeInteger(product * 2)) {
    // By remainder, since a quotient just under a half may itself be rounded to the half.
    const remainder = ((product % den) + den) % den
    return (product - remainder) / den + (remainder * 2 >= den ? 1 : 0)
  }
  const wide = BigInt(value) * BigInt(num) * 2n + BigInt(den)
  const divisor = BigInt(den) * 2n
  const quotient = wide / divisor
  return Number(wide < 0n && wide % divisor !== 0n ? quotient - 1n : quotient)
}

/** A time stamp of a media stream, in units of `timeBase` seconds, as ticks. */
export function timestampToTicks(timestamp: number, timeBase: Rational): Ticks {
  return ticks(rescale(timestamp, timeBase.num * ticksPerSecond, timeBase.den))
}

export function ticksToTimestamp(value: Ticks, timeBase: Rational): number {
  return rescale(value, timeBase.den, timeBase.num * ticksPerSecond)
}

/** How long a stretch of `source` ticks lasts on the timeline when played at `speed` (2/1 is twice as fast). */
export function atSpeed(source: Ticks, speed: Rational): Ticks {
  return ticks(rescale(source, speed.den, speed.num))
}

/** The inverse of `atSpeed`, to the nearest tick. */
export function fromSpeed(timeline: Ticks, speed: Rational): Ticks {
  return ticks(rescale(timeline, speed.num, speed.den))
}

/** A number to the thousandth, in lowest terms: 1.5 is 3/2. */
export function toRational(value: number): Rational {
  const thousandths = Math.max(1, Math.round(value * 1000))
  const divisor = greatestCommonDivisor(thousandths, 1000)
  return { num: thousandths / divisor, den: 1000 / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
