export type ProgressPoint = { readonly atMs: number; readonly fraction: number }

/** A guess from less than this is worse than none. */
const minObservedMs = 2000
const minObservedFraction = 0.03
/** Older progress says little about the stage that runs now. */
const windowMs = 15_000

/** How long a job will still take, by its pace over the last seconds; null while that is not known. */
export function estimateLeftMs(points: readonly ProgressPoint[]): number | null {
  const last = points.at(-1)
  if (!last) return null
  const first = points.find((point) => point.atMs >= last.atMs - windowMs)
  if (!first) return null
  const elapsedMs = last.atMs - first.atMs
  const gained = last.fraction - first.fraction
  if (elapsedMs < minObservedMs || gained < minObservedFraction) return null
  return Math.max(0, ((1 - last.fraction) / gained) * elapsedMs)
}
