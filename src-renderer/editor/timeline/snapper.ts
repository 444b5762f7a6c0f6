import type { Selection } from '#shared/edit/selection.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { anchorToTimeline, deriveTimeline } from '#shared/project/timeline.ts'
import { snapToFrame, type FrameRate } from '#shared/time/frame-rate.ts'
import { addTicks, secondsToTicks, subtractTicks, ticks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { captionItems, clipItems, questionItems, trackItems } from './timeline-items.ts'

/** How near something must come to be taken. */
const reachPx = 8

/** Where dragged things may snap to: both ends of the lesson, edges of clips and all that lies beside them, questions, markers. */
export function snapEdges(document: LessonDocument, except: Selection): readonly Ticks[] {
  const left = new Set<string>(except.map(({ id }) => id))
  const spans = [
    ...clipItems(document),
    ...trackItems(document).flatMap(({ items }) => items),
    ...captionItems(document),
    ...questionItems(document),
  ].flatMap(({ id, span }) => (left.has(id) ? [] : [span.startTicks, span.endTicks]))
  const markers = Object.values(document.markers).flatMap(({ id, anchor }) =>
    left.has(id) ? [] : [anchorToTimeline(anchor, document)],
  )
  return [...new Set([zeroTicks, deriveTimeline(document).durationTicks, ...spans, ...markers])].toSorted((a, b) => a - b)
}

export type Snapped = { readonly deltaTicks: Ticks; readonly atTicks: Ticks | null }

/**
 * How far the instants (those of the dragged thing before the drag) really move when the pointer moved by `deltaTicks`: to the
 * nearest target that one of them reaches, otherwise so that the first lies on a frame.
 */
export function snapMove(
  instants: readonly Ticks[],
  deltaTicks: Ticks,
  targets: { readonly inOrder: readonly Ticks[]; readonly playheadTicks: Ticks } | null,
  scale: number,
  rate: FrameRate,
): Snapped {
  const reach = secondsToTicks(reachPx / scale)
  let best: { readonly off: number; readonly atTicks: Ticks } | null = null
  for (const instant of instants) {
    const wanted = addTicks(instant, deltaTicks)
    for (const target of targets ? [...nearest(targets.inOrder, wanted), targets.playheadTicks] : []) {
      const off = target - wanted
      if (Math.abs(off) <= reach && (best === null || Math.abs(off) < Math.abs(best.off))) best = { off, atTicks: target }
    }
  }
  if (best) return { deltaTicks: ticks(deltaTicks + best.off), atTicks: best.atTicks }
  const [first] = instants
  if (first === undefined) return { deltaTicks, atTicks: null }
  return { deltaTicks: subtractTicks(snapToFrame(addTicks(first, deltaTicks), rate), first), atTicks: null }
}

/** The targets on both sides of an instant, in a list that is in order. */
function nearest(targets: readonly Ticks[], instant: Ticks): readonly Ticks[] {
  let low = 0
  let high = targets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((targets[middle] ?? 0) < instant) low = middle + 1
    else high = middle
  }
  return targets.slice(Math.max(0, low - 1), low + 1)
}
