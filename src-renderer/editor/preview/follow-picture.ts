import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, mainClipAt, sourceToTimeline, timelineToSource } from '#shared/project/timeline.ts'
import { clampTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'

/**
 * Where the picture of an instant is after an edit, so that a lesson that plays goes on in the same picture when something
 * before it is cut. The same instant where that picture is gone.
 */
export function followPicture(before: LessonDocument, after: LessonDocument, instant: Ticks): Ticks {
  const { durationTicks, clipSpans } = deriveTimeline(after)
  const stay = clampTicks(instant, zeroTicks, durationTicks)
  const clip = mainClipAt(before, instant)
  const span = clip && deriveTimeline(before).clipSpans.get(clip.id)
  if (!clip || !span) return stay
  const source = timelineToSource(clip, span, instant)
  let best: Ticks | null = null
  for (const item of after.mainTrack) {
    const other = item.kind === 'clip' ? after.clips[item.clipId] : undefined
    const otherSpan = other && clipSpans.get(other.id)
    if (!other || !otherSpan || !shows(other, clip, source)) continue
    const at =
      other.id === clip.id && isSameCut(clip, other)
        ? movedBy(instant, span.startTicks, otherSpan.startTicks)
        : sourceToTimeline(other, otherSpan, source)
    if (best === null || Math.abs(at - instant) < Math.abs(best - instant)) best = at
  }
  return best ?? stay
}

/** The clip or the half of it that plays the source instant now. */
function shows(other: Clip, clip: Clip, source: Ticks): boolean {
  if (other.assetId !== clip.assetId || (other.freezeTicks === null) !== (clip.freezeTicks === null)) return false
  if (other.freezeTicks !== null) return other.id === clip.id
  return source >= other.sourceInTicks && source < other.sourceOutTicks
}

/** Then nothing needs to be rounded by way of the source. */
function isSameCut(a: Clip, b: Clip): boolean {
  return (
    a.sourceInTicks === b.sourceInTicks && a.speed.num * b.speed.den === b.speed.num * a.speed.den && a.reversed === b.reversed
  )
}

function movedBy(instant: Ticks, from: Ticks, to: Ticks): Ticks {
  return (instant - from + to) as Ticks
}
