import type { Rational } from '#shared/time/rational.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

export type FrameTiming = {
  readonly frameRate: Rational | null
  readonly variable: boolean
  /** The usual distance of two pictures; null with fewer than two. */
  readonly medianTicks: number | null
  /** The longest one; null with fewer than two. */
  readonly longestTicks: number | null
}

const commonRates: readonly Rational[] = [
  ...[24, 25, 30, 50, 60, 120, 240].map((num) => ({ num, den: 1 })),
  ...[24, 30, 60, 120].map((fps) => ({ num: fps * 1000, den: 1001 })),
]

/**
 * Judges the presentation times of a stream, in order. Variable means that more than 2 % of the distances differ from the
 * usual one by more than a sixth (and by more than the stamps' own rounding, which `resolutionTicks` is).
 */
export function judgeTiming(times: readonly Ticks[], resolutionTicks: number): FrameTiming {
  const distances = times.slice(1).flatMap((time, index) => {
    const distance = time - (times[index] ?? time)
    return distance > 0 ? [distance] : []
  })
  const first = times[0]
  const last = times.at(-1)
  if (distances.length === 0 || first === undefined || last === undefined)
    return { frameRate: null, variable: false, medianTicks: null, longestTicks: null }
  const sorted = distances.toSorted((a, b) => a - b)
  const medianTicks = sorted[Math.floor(sorted.length / 2)] ?? 0
  const tolerance = Math.max(medianTicks / 6, resolutionTicks * 1.5)
  const odd = distances.filter((distance) => Math.abs(distance - medianTicks) > tolerance).length
  const meanFps = (distances.length * ticksPerSecond) / (last - first)
  return {
    frameRate: nameRate(meanFps),
    variable: odd > distances.length * 0.02,
    medianTicks,
    longestTicks: sorted.at(-1) ?? null,
  }
}

function nameRate(fps: number): Rational {
  const near = commonRates.find(({ num, den }) => Math.abs(num / den / fps - 1) < 4e-4)
  if (near) return near
  const thousandths = Math.max(1, Math.round(fps * 1000))
  const divisor = greatestCommonDivisor(thousandths, 1000)
  return { num: thousandths / divisor, den: 1000 / divisor }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
