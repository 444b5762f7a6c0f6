import { comesNext } from '../comes-next.ts'

/**
 * The index of the picture on screen at an instant, as the renderer picks it: the nearest one, at most `earlyTicks` before
 * its own time, and never one of `endTicks` or later; -1 for no pictures. `times` are in order.
 */
export function pickPicture(times: readonly number[], at: number, earlyTicks: number, endTicks: number): number {
  const current = lastUntil(times, at)
  if (current < 0) return times.length > 0 ? 0 : -1
  const next = times[current + 1]
  return next !== undefined && comesNext(times[current] ?? 0, next, at, earlyTicks, endTicks) ? current + 1 : current
}

/** The index of the last time that is not after `at`; -1 where all are. */
function lastUntil(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
