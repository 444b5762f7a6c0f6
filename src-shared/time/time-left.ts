export type ProgressPoint = { readonly atMs: number; readonly fraction: number }

/** A guess from less than this is worse than none. */
const minObservedMs = 2500
const minObservedFraction = 0.004
/** Older progress says little about the stage that runs now; of a long job, a third is looked at. */
const windowMs = 15_000
const windowShare = 1 / 3
/** In this time a told duration comes two thirds of the way to what is measured: one that jumps is not believed. */
const settleMs = 5000

/** How long a job will still take, by its pace over the last while; null while that is not known. Milliseconds. */
export function estimateLeftMs(points: readonly ProgressPoint[]): number | null {
  const last = points.at(-1)
  const start = points[0]
  if (!last || !start) return null
  const span = Math.max(windowMs, (last.atMs - start.atMs) * windowShare)
  const first = points.find((point) => point.atMs >= last.atMs - span)
  if (!first) return null
  const elapsedMs = last.atMs - first.atMs
  const gained = last.fraction - first.fraction
  if (elapsedMs < minObservedMs || gained < minObservedFraction) return null
  return Math.max(0, ((1 - last.fraction) / gained) * elapsedMs)
}

export type TimeLeft = {
  /** Hears where the job stands; returns what to tell, in milliseconds, or null. */
  note(atMs: number, fraction: number): number | null
  /** The job is held: the time until it goes on does not count. */
  rest(): void
}

/** Tells a duration that counts down and bends towards the measured pace instead of jumping. */
export function createTimeLeft(): TimeLeft {
  let points: ProgressPoint[] = []
  let told: { readonly atMs: number; readonly leftMs: number } | null = null
  return {
    note(atMs, fraction) {
      points.push({ atMs, fraction })
      const measured = estimateLeftMs(points)
      const sinceMs = told ? atMs - told.atMs : 0
      const due = told ? Math.max(0, told.leftMs - sinceMs) : measured
      if (due === null) return null
      const leftMs = measured === null ? due : due + (measured - due) * (1 - Math.exp(-sinceMs / settleMs))
      told = { atMs, leftMs }
      return leftMs
    },
    rest() {
      points = []
      told = null
    },
  }
}
