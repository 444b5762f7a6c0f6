import type { Rational } from '../time/rational.ts'

/** A speed to the thousandth, in lowest terms: 1.5 is 3/2. */
export function toRational(speed: number): Rational {
  const thousandths = Math.round(speed * 1000)
  const divisor = greatestCommonDivisor(thousandths, 1000)
  return { num: thousandths / divisor, den: 1000 / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
