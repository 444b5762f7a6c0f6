import { atSpeed, fromSpeed } from '../time/rational.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { addTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import { backwards, type Easing } from './easing.ts'
import type { Clip } from './schema/clip.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Placement } from './schema/geometry.ts'
import type { Overlay } from './schema/text.ts'
import { anchorToTimeline, deriveTimeline, visibleSpan, type Span } from './timeline.ts'

export type PlacementKeyframe = Clip['picture']['placementKeyframes'][number]

/** What keyframes belong to: they count in its own time (source ticks of a clip, ticks since the start of an overlay). */
export type Moving = { readonly kind: 'clip'; readonly record: Clip } | { readonly kind: 'overlay'; readonly record: Overlay }

export function keyframesOf(moving: Moving): readonly PlacementKeyframe[] {
  return moving.kind === 'clip' ? moving.record.picture.placementKeyframes : moving.record.placementKeyframes
}

/** A timeline instant in the own time of what moves, also before its start and after its end. */
export function ownTicksAt(document: LessonDocument, moving: Moving, instant: Ticks): Ticks {
  if (moving.kind === 'clip') return sourceAt(document, moving.record, instant)
  const { anchor } = moving.record
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : undefined
  if (anchor.kind === 'timeline' || clip?.freezeTicks !== null) return subtractTicks(instant, anchorToTimeline(anchor, document))
  return subtractTicks(sourceAt(document, clip, instant), anchor.sourceTicks)
}

/** The timeline instant of own ticks; the inverse of `ownTicksAt` to the nearest tick. */
export function instantOfOwn(document: LessonDocument, moving: Moving, own: Ticks): Ticks {
  if (moving.kind === 'clip') return timelineOf(document, moving.record, own)
  const { anchor } = moving.record
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : undefined
  if (anchor.kind === 'timeline' || clip?.freezeTicks !== null) return addTicks(anchorToTimeline(anchor, document), own)
  return timelineOf(document, clip, addTicks(anchor.sourceTicks, own))
}

function sourceAt(document: LessonDocument, clip: Clip, instant: Ticks): Ticks {
  const start = deriveTimeline(document).clipSpans.get(clip.id)?.startTicks ?? ticks(0)
  const into = fromSpeed(subtractTicks(instant, start), clip.speed)
  return clip.reversed ? subtractTicks(clip.sourceOutTicks, into) : addTicks(clip.sourceInTicks, into)
}

function timelineOf(document: LessonDocument, clip: Clip, source: Ticks): Ticks {
  const start = deriveTimeline(document).clipSpans.get(clip.id)?.startTicks ?? ticks(0)
  const into = clip.reversed ? subtractTicks(clip.sourceOutTicks, source) : subtractTicks(source, clip.sourceInTicks)
  return addTicks(start, atSpeed(into, clip.speed))
}

/** The keyframe that stands at an instant: within half a frame of the lesson. */
export function keyframeAt(document: LessonDocument, moving: Moving, instant: Ticks): PlacementKeyframe | null {
  return keyframesOf(moving).find(({ atTicks }) => isNear(document, instantOfOwn(document, moving, atTicks), instant)) ?? null
}

function isNear({ settings }: LessonDocument, at: Ticks, instant: Ticks): boolean {
  return Math.abs(at - instant) * 2 < frameToTicks(1, settings.frameRate)
}

/** The keyframes with one of this value at an instant, in order; the one that stood there keeps its easing. */
export function withKeyframe(
  document: LessonDocument,
  moving: Moving,
  instant: Ticks,
  value: Placement,
): readonly PlacementKeyframe[] {
  const there = keyframeAt(document, moving, instant)
  const added: PlacementKeyframe = there
    ? { ...there, value }
    : { atTicks: ownTicksAt(document, moving, instant), value, easing: 'ease-in-out' }
  return [...keyframesOf(moving).filter((each) => each !== there), added].toSorted((a, b) => a.atTicks - b.atTicks)
}

/**
 * The keyframe whose easing leads from the one at an instant to the next on the timeline; null where none stands there or none
 * follows. A clip that plays backwards comes to its keyframes in the opposite order and goes their ways in the opposite sense.
 */
function leadingFrom(document: LessonDocument, moving: Moving, instant: Ticks): PlacementKeyframe | null {
  const there = keyframeAt(document, moving, instant)
  if (!there) return null
  const instantOf = ({ atTicks }: PlacementKeyframe): Ticks => instantOfOwn(document, moving, atTicks)
  const following = keyframesOf(moving)
    .filter((each) => instantOf(each) > instantOf(there))
    .toSorted((a, b) => instantOf(a) - instantOf(b))[0]
  if (!following) return null
  return isBackwards(moving) ? following : there
}

const isBackwards = ({ kind, record }: Moving): boolean => kind === 'clip' && record.reversed

/** How things move from the keyframe at an instant to the next one; null where none stands there or none follows. */
export function easingFrom(document: LessonDocument, moving: Moving, instant: Ticks): Easing | null {
  const leading = leadingFrom(document, moving, instant)
  return leading && (isBackwards(moving) ? backwards[leading.easing] : leading.easing)
}

/** The keyframes with another way from the one at an instant to the next. */
export function withEasing(
  document: LessonDocument,
  moving: Moving,
  instant: Ticks,
  easing: Easing,
): readonly PlacementKeyframe[] {
  const leading = leadingFrom(document, moving, instant)
  const own = isBackwards(moving) ? backwards[easing] : easing
  return keyframesOf(moving).map((each) => (each === leading ? { ...each, easing: own } : each))
}

/** The keyframes without the one at an instant. */
export function withoutKeyframe(document: LessonDocument, moving: Moving, instant: Ticks): readonly PlacementKeyframe[] {
  const there = keyframeAt(document, moving, instant)
  return keyframesOf(moving).filter((each) => each !== there)
}

/** Where something with keyframes shows on the timeline; null where it was cut away. */
export function spanOfMoving(document: LessonDocument, { kind, record }: Moving): Span | null {
  if (kind === 'clip') return deriveTimeline(document).clipSpans.get(record.id) ?? null
  return visibleSpan(document, record.anchor, record.durationTicks)
}

/** The instants of the keyframes that lie where their owner shows, in order; a cut may have left some beside it. */
export function keyframeInstants(document: LessonDocument, moving: Moving): readonly Ticks[] {
  const keyframes = keyframesOf(moving)
  const span = keyframes.length > 0 ? spanOfMoving(document, moving) : null
  if (!span) return []
  return keyframes
    .map(({ atTicks }) => instantOfOwn(document, moving, atTicks))
    .filter((at) => span.startTicks <= at && at < span.endTicks)
    .toSorted((a, b) => a - b)
}

/** The instants of the nearest keyframes before and after an instant. */
export function neighbouringKeyframes(
  document: LessonDocument,
  moving: Moving,
  instant: Ticks,
): { readonly before: Ticks | null; readonly after: Ticks | null } {
  const others = keyframeInstants(document, moving).filter((at) => !isNear(document, at, instant))
  return { before: others.findLast((at) => at < instant) ?? null, after: others.find((at) => at > instant) ?? null }
}
