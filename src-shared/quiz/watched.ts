import { sorted } from './sorted.ts'

/** Half-open stretch of the video in milliseconds. */
export type Stretch = { readonly startMs: number; readonly endMs: number }

/** Browsers tell the time up to four times a second: neighbours this close are one stretch, and the last bit is forgiven. */
export const watchedToleranceMs = 500

/** Adds a stretch to sorted, disjoint stretches and joins what touches. */
export function addStretch(stretches: readonly Stretch[], added: Stretch): readonly Stretch[] {
  if (added.endMs <= added.startMs) return stretches
  const joined: Stretch[] = []
  for (const next of sorted([...stretches, added], (a, b) => a.startMs - b.startMs)) {
    const last = joined[joined.length - 1]
    if (last && next.startMs - last.endMs <= watchedToleranceMs)
      joined[joined.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, next.endMs) }
    else joined.push(next)
  }
  return joined
}

export function watchedMs(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + stretch.endMs - stretch.startMs, 0)
}

/** Whether at least `percent` of the video was played, at any speed and in any order. */
export function hasWatched(stretches: readonly Stretch[], durationMs: number, percent: number): boolean {
  return watchedMs(stretches) >= (durationMs * percent) / 100 - watchedToleranceMs
}
