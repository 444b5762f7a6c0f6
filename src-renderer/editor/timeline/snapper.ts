import { findSnap, type SnapTarget } from '#shared/edit/snapping.ts'
import { snapToFrame, type FrameRate } from '#shared/time/frame-rate.ts'
import { addTicks, secondsToTicks, subtractTicks, type Ticks } from '#shared/time/ticks.ts'

/** How near something must come to be taken; CSS pixels. */
const reachPx = 8

/** How far something really moves, and the instant that it snapped to. */
export type Snapped = { readonly deltaTicks: Ticks; readonly atTicks: Ticks | null }

/**
 * How far the instants (those of the dragged thing before the drag) really move when the pointer moved by `deltaTicks`: to the
 * nearest target that one of them reaches, otherwise so that the first lies on a frame.
 */
export function snapMove(
  instants: readonly Ticks[],
  deltaTicks: Ticks,
  targets: readonly SnapTarget[],
  scale: number,
  rate: FrameRate,
): Snapped {
  const wanted = instants.map((instant) => addTicks(instant, deltaTicks))
  const snap = findSnap(targets, wanted, secondsToTicks(reachPx / scale))
  if (snap) return { deltaTicks: addTicks(deltaTicks, snap.deltaTicks), atTicks: snap.target.atTicks }
  const [first] = instants
  if (first === undefined) return { deltaTicks, atTicks: null }
  return { deltaTicks: subtractTicks(snapToFrame(addTicks(first, deltaTicks), rate), first), atTicks: null }
}
