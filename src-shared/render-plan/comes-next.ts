/**
 * Whether the next picture and not the current one is on screen at an instant: the nearer one, at most `earlyTicks` before its
 * own time, and never one of `endTicks` or later.
 */
export function comesNext(current: number, next: number, at: number, earlyTicks: number, endTicks: number): boolean {
  if (next <= at) return true
  return next < endTicks && next - at < at - current && next - at < earlyTicks
}
