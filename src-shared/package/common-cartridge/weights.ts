/** A weight in a cartridge is a whole number in this range (CC 1.1 profile of QTI, rule 2c). */
const heaviest = 99

/**
 * Whole numbers in the proportions of `points`, as small as they can be; what earns nothing weighs least, for a weight of zero
 * is not allowed. Where no numbers up to 99 have the proportions, the nearest ones.
 */
export function weighPoints(points: readonly number[]): readonly number[] {
  const most = Math.max(0, ...points)
  if (most === 0) return points.map(() => 1)
  for (let factor = 1; factor * most <= heaviest; factor += 1) {
    const scaled = points.map((each) => each * factor)
    if (scaled.every((each) => Math.abs(each - Math.round(each)) < 1e-6))
      return scaled.map((each) => Math.max(1, Math.round(each)))
  }
  return points.map((each) => Math.max(1, Math.round((each / most) * heaviest)))
}
