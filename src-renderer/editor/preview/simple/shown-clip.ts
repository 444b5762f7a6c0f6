import type { AssetId } from '#shared/project/ids.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, mainClipAt, sourceToTimeline, timelineToSource, type Span } from '#shared/project/timeline.ts'
import { atSpeed } from '#shared/time/rational.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { addTicks, clampTicks, secondsToTicks, subtractTicks, ticks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'

/** The clip of the main track under an instant, as the simple preview plays it. */
export type ShownClip = {
  readonly clip: Clip
  readonly span: Span
  readonly assetId: AssetId
  /** Its pictures run forward; a frozen or reversed one stands, picture by picture. */
  readonly runs: boolean
}

/** Null in a gap, behind the end, and for clips that are no films. */
export function shownClip(document: LessonDocument, instant: Ticks): ShownClip | null {
  const clip = mainClipAt(document, instant)
  const span = clip && deriveTimeline(document).clipSpans.get(clip.id)
  if (!clip || !span || !document.assets[clip.assetId]?.interpretation?.video) return null
  return { clip, span, assetId: clip.assetId, runs: clip.freezeTicks === null && !clip.reversed }
}

/**
 * Where the film of a clip has to stand for an instant, in seconds: in the middle of the frame, so that rounding finds no
 * neighbour, and never on a picture behind the clip's out point.
 */
export function filmSeconds({ clip, span }: ShownClip, document: LessonDocument, instant: Ticks): number {
  const half = ticks(Math.floor(frameToTicks(1, document.settings.frameRate) / 2))
  const inFrame = clip.freezeTicks === null ? addTicks(timelineToSource(clip, span, instant), half) : clip.sourceInTicks
  return ticksToSeconds(clampTicks(inFrame, clip.sourceInTicks, ticks(Math.max(clip.sourceInTicks, clip.sourceOutTicks - 1))))
}

/** The instant of the lesson at which a film that runs stands; beyond the clip's span where it has played past the out point. */
export function instantOfFilm({ clip, span }: ShownClip, seconds: number): Ticks {
  const source = secondsToTicks(Math.max(0, seconds))
  if (source <= clip.sourceOutTicks) return sourceToTimeline(clip, span, ticks(Math.max(source, clip.sourceInTicks)))
  return addTicks(span.endTicks, atSpeed(subtractTicks(source, clip.sourceOutTicks), clip.speed))
}
