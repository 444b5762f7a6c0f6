import type { LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import type { Anchor } from '../project/schema/time.ts'
import { placeOverlay } from '../project/place-overlay.ts'
import { anchorToTimeline, deriveTimeline, type Span } from '../project/timeline.ts'
import { fromSpeed } from '../time/rational.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { overlaySpan } from './neighbours.ts'

/**
 * An overlay shown on another stretch of the timeline of `after`; null where that lies outside the lesson. Movement by keyframes
 * goes along with the start, or stays on its instants for `keeps: 'instants'`, as when one end is trimmed.
 */
export function retimeOverlay(
  before: LessonDocument,
  overlay: Overlay,
  { startTicks, endTicks }: Span,
  after: LessonDocument = before,
  keeps: 'offsets' | 'instants' = 'offsets',
): Overlay | null {
  const place = placeOverlay(after, startTicks, endTicks)
  return place && withPlace(before, overlay, place, after, keeps === 'offsets' ? startTicks : null)
}

/** The overlay on the stretch where it shows now, anchored to the timeline; null where it was trimmed away. */
export function pinOverlay(document: LessonDocument, overlay: Overlay): Overlay | null {
  const span = overlaySpan(document, overlay)
  if (!span) return null
  const place = {
    anchor: { kind: 'timeline', ticks: span.startTicks },
    durationTicks: ticks(span.endTicks - span.startTicks),
  } as const
  return withPlace(document, overlay, place, document, null)
}

/**
 * An overlay of `before` after its timeline was cut or opened: start, end and keyframes each go where `move` says. Null where
 * nothing of it is left.
 */
export function retimeThrough(
  before: LessonDocument,
  overlay: Overlay,
  { startTicks, endTicks }: Span,
  after: LessonDocument,
  move: (instant: Ticks) => Ticks,
): Overlay | null {
  const [start, end] = [move(startTicks), move(endTicks)]
  const place = end > start ? placeOverlay(after, start, end) : null
  if (!place) return null
  const placementKeyframes = overlay.placementKeyframes.map((keyframe) => {
    const instant = move(ticks(Math.max(0, offsetToTimeline(before, overlay.anchor, keyframe.atTicks))))
    return { ...keyframe, atTicks: timelineToOffset(after, place.anchor, instant) }
  })
  return { ...overlay, ...place, placementKeyframes: placementKeyframes.toSorted((a, b) => a.atTicks - b.atTicks) }
}

function withPlace(
  before: LessonDocument,
  overlay: Overlay,
  place: Pick<Overlay, 'anchor' | 'durationTicks'>,
  after: LessonDocument,
  movedTo: Ticks | null,
): Overlay {
  if (overlay.placementKeyframes.length === 0) return { ...overlay, ...place }
  const from = overlaySpan(before, overlay)?.startTicks ?? movedTo
  const byTicks = movedTo === null || from === null ? 0 : movedTo - from
  const placementKeyframes = overlay.placementKeyframes
    .map((keyframe) => {
      const instant = ticks(offsetToTimeline(before, overlay.anchor, keyframe.atTicks) + byTicks)
      return { ...keyframe, atTicks: timelineToOffset(after, place.anchor, instant) }
    })
    .toSorted((a, b) => a.atTicks - b.atTicks)
  return { ...overlay, ...place, placementKeyframes }
}

/** Offsets count from the anchor in its own time: source ticks of a clip, which may play them faster or backwards. */
function offsetToTimeline(document: LessonDocument, anchor: Anchor, offset: Ticks): Ticks {
  const isSource = anchor.kind === 'clip' && document.clips[anchor.clipId]?.freezeTicks === null
  return isSource
    ? anchorToTimeline({ ...anchor, sourceTicks: ticks(anchor.sourceTicks + offset) }, document)
    : ticks(anchorToTimeline(anchor, document) + offset)
}

function timelineToOffset(document: LessonDocument, anchor: Anchor, instant: Ticks): Ticks {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const span = clip && deriveTimeline(document).clipSpans.get(clip.id)
  if (!clip || !span || clip.freezeTicks !== null || anchor.kind !== 'clip')
    return ticks(instant - anchorToTimeline(anchor, document))
  const into = fromSpeed(ticks(instant - span.startTicks), clip.speed)
  const source = clip.reversed ? clip.sourceOutTicks - into : clip.sourceInTicks + into
  return ticks(source - anchor.sourceTicks)
}
