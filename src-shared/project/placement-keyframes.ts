import { atSpeed, fromSpeed } from '../time/rational.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { addTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { Clip } from './schema/clip.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Placement } from './schema/geometry.ts'
import type { Overlay } from './schema/text.ts'
import { anchorToTimeline, deriveTimeline } from './timeline.ts'

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
  return keyframesOf(moving).find((keyframe) => isAt(document, moving, keyframe, instant)) ?? null
}

function isAt(document: LessonDocument, moving: Moving, { atTicks }: PlacementKeyframe, instant: Ticks): boolean {
  const frameTicks = frameToTicks(1, document.settings.frameRate)
  return Math.abs(instantOfOwn(document, moving, atTicks) - instant) * 2 < frameTicks
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

/** The keyframes without the one at an instant. */
export function withoutKeyframe(document: LessonDocument, moving: Moving, instant: Ticks): readonly PlacementKeyframe[] {
  const there = keyframeAt(document, moving, instant)
  return keyframesOf(moving).filter((each) => each !== there)
}

/** The instants of the nearest keyframes before and after an instant. */
export function neighbouringKeyframes(
  document: LessonDocument,
  moving: Moving,
  instant: Ticks,
): { readonly before: Ticks | null; readonly after: Ticks | null } {
  const others = keyframesOf(moving)
    .filter((keyframe) => !isAt(document, moving, keyframe, instant))
    .map(({ atTicks }) => instantOfOwn(document, moving, atTicks))
  const earlier = others.filter((at) => at < instant)
  const later = others.filter((at) => at > instant)
  return {
    before: earlier.length > 0 ? ticks(Math.max(...earlier)) : null,
    after: later.length > 0 ? ticks(Math.min(...later)) : null,
  }
}
