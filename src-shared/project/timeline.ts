import { isSame } from '../base/is-same.ts'
import { atSpeed, fromSpeed } from '../time/rational.ts'
import { frameToTicks, framesIn, snapToFrame, type FrameRate } from '../time/frame-rate.ts'
import { addTicks, clampTicks, subtractTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { ClipId } from './ids.ts'
import type { Clip } from './schema/clip.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Anchor } from './schema/time.ts'

/** A half-open stretch of the timeline. */
export type Span = { readonly startTicks: Ticks; readonly endTicks: Ticks }

export type Timeline = {
  /** Main track clips in playing order. */
  readonly mainClipIds: readonly ClipId[]
  /** Where each of them stands in `mainClipIds`. */
  readonly mainIndexes: ReadonlyMap<ClipId, number>
  /** Every clip of the document, main track or not. */
  readonly clipSpans: ReadonlyMap<ClipId, Span>
  /** The end of the main track. */
  readonly durationTicks: Ticks
}

/** How long a clip lasts on the timeline: on the frame grid, one frame at least. */
export function clipDurationTicks(clip: Clip, rate: FrameRate): Ticks {
  const exact = clip.freezeTicks ?? atSpeed(subtractTicks(clip.sourceOutTicks, clip.sourceInTicks), clip.speed)
  return frameToTicks(Math.max(1, framesIn(exact, rate)), rate)
}

/** Of records that are never written to; most clips are the same from one edit to the next. */
const lengths = new WeakMap<Clip, { readonly rate: FrameRate; readonly durationTicks: Ticks }>()

function knownDuration(clip: Clip, rate: FrameRate): Ticks {
  const known = lengths.get(clip)
  if (known?.rate === rate) return known.durationTicks
  const durationTicks = clipDurationTicks(clip, rate)
  if (Object.isFrozen(clip)) lengths.set(clip, { rate, durationTicks })
  return durationTicks
}

type Derived = { readonly timeline: Timeline } & Pick<LessonDocument['settings'], 'frameRate'>

const cache = new WeakMap<LessonDocument, Timeline>()
/** By the table of clips and their order, which edits of anything else leave as they are; a command that is refused may have tried another order. */
const derivedOf = new WeakMap<LessonDocument['clips'], WeakMap<LessonDocument['mainTrack'], Derived>>()

/** Derives every clip's place from the order of the main track and from the anchors. Cached by what it depends on. */
export function deriveTimeline(document: LessonDocument): Timeline {
  const known = cache.get(document)
  if (known) return known
  const { mainTrack } = document
  const { frameRate } = document.settings
  const byOrder = derivedOf.get(document.clips) ?? new WeakMap<LessonDocument['mainTrack'], Derived>()
  const derived = byOrder.get(mainTrack)
  if (derived?.frameRate === frameRate) {
    cache.set(document, derived.timeline)
    return derived.timeline
  }
  const spans = new Map<ClipId, Span>()
  const mainClipIds: ClipId[] = []
  const mainIndexes = new Map<ClipId, number>()
  let cursor = zeroTicks
  for (const item of document.mainTrack) {
    if (item.kind === 'gap') {
      cursor = addTicks(cursor, item.durationTicks)
      continue
    }
    const clip = document.clips[item.clipId]
    if (!clip) continue
    const endTicks = addTicks(cursor, knownDuration(clip, frameRate))
    spans.set(clip.id, { startTicks: cursor, endTicks })
    mainIndexes.set(clip.id, mainClipIds.length)
    mainClipIds.push(clip.id)
    cursor = endTicks
  }
  for (const clip of Object.values(document.clips)) {
    if (!clip.anchor) continue
    const startTicks = resolveStart(clip.anchor, document, spans)
    spans.set(clip.id, { startTicks, endTicks: addTicks(startTicks, knownDuration(clip, frameRate)) })
  }
  const timeline = { mainClipIds, mainIndexes, clipSpans: spans, durationTicks: cursor }
  cache.set(document, timeline)
  derivedOf.set(document.clips, byOrder.set(mainTrack, { timeline, frameRate }))
  return timeline
}

function resolveAnchor(anchor: Anchor, document: LessonDocument, spans: ReadonlyMap<ClipId, Span>): Ticks {
  if (anchor.kind === 'timeline') return anchor.ticks
  const clip = document.clips[anchor.clipId]
  const span = spans.get(anchor.clipId)
  return clip && span ? sourceToTimeline(clip, span, anchor.sourceTicks) : zeroTicks
}

/** Source ticks of a slow clip are coarser than the timeline's: a start on a frame, rounded to one of them, is put back on it. */
function resolveStart(anchor: Anchor, document: LessonDocument, spans: ReadonlyMap<ClipId, Span>): Ticks {
  const instant = resolveAnchor(anchor, document, spans)
  const host = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  if (!host) return instant
  const onFrame = snapToFrame(instant, document.settings.frameRate)
  return Math.abs(onFrame - instant) <= 1 + host.speed.den / host.speed.num ? onFrame : instant
}

/** Where a clip beside the main track starts that has this anchor. */
export function anchoredStart(anchor: Anchor, document: LessonDocument): Ticks {
  return resolveStart(anchor, document, deriveTimeline(document).clipSpans)
}

/** The timeline instant of an anchor, which may lie outside its clip where the clip was trimmed past it. */
export function anchorToTimeline(anchor: Anchor, document: LessonDocument): Ticks {
  return resolveAnchor(anchor, document, deriveTimeline(document).clipSpans)
}

/**
 * A source instant that the clip plays (its out point among them) maps into the clip's span, however the frame grid rounded
 * that; one that was trimmed away maps before or after it.
 */
export function sourceToTimeline(clip: Clip, span: Span, sourceTicks: Ticks): Ticks {
  if (clip.freezeTicks !== null) return span.startTicks
  const into = clip.reversed ? subtractTicks(clip.sourceOutTicks, sourceTicks) : subtractTicks(sourceTicks, clip.sourceInTicks)
  const exact = addTicks(span.startTicks, atSpeed(into, clip.speed))
  const plays = sourceTicks >= clip.sourceInTicks && sourceTicks <= clip.sourceOutTicks
  return plays ? clampTicks(exact, span.startTicks, span.endTicks) : exact
}

/** The source instant that plays at a timeline instant, clamped to the clip's in and out points. */
export function timelineToSource(clip: Clip, span: Span, instant: Ticks): Ticks {
  if (clip.freezeTicks !== null) return clip.sourceInTicks
  const into = fromSpeed(subtractTicks(instant, span.startTicks), clip.speed)
  const source = clip.reversed ? subtractTicks(clip.sourceOutTicks, into) : addTicks(clip.sourceInTicks, into)
  return clampTicks(source, clip.sourceInTicks, clip.sourceOutTicks)
}

/** The main track clip that plays at an instant; at the very end of the lesson the last one. */
export function mainClipAt(document: LessonDocument, instant: Ticks): Clip | null {
  const { mainClipIds, clipSpans, durationTicks } = deriveTimeline(document)
  const wanted = instant >= durationTicks ? ticks(Math.max(0, durationTicks - 1)) : instant
  // The last clip that starts at or before the instant; starts grow along the track.
  let low = 0
  let high = mainClipIds.length
  while (low < high) {
    const middle = (low + high) >> 1
    const span = clipSpans.get(mainClipIds[middle] as ClipId)
    if (span && span.startTicks <= wanted) low = middle + 1
    else high = middle
  }
  const clipId = mainClipIds[low - 1]
  const span = clipId && clipSpans.get(clipId)
  if (clipId && span && wanted < span.endTicks) return document.clips[clipId] ?? null
  return null
}

/** The anchor for something placed at a timeline instant: it follows the clip there, or the timeline in a gap. */
export function anchorAt(document: LessonDocument, instant: Ticks): Anchor {
  const clip = mainClipAt(document, instant)
  const span = clip && deriveTimeline(document).clipSpans.get(clip.id)
  if (!clip || !span) return { kind: 'timeline', ticks: instant }
  return { kind: 'clip', clipId: clip.id, sourceTicks: timelineToSource(clip, span, instant) }
}

/**
 * Where something with an anchor and a length shows on the timeline, cut to what its clip still plays; null where all of it
 * was trimmed away. A cut that removes nothing does not hide it: it shows on through the clip that plays on from there.
 */
export function visibleSpan(document: LessonDocument, anchor: Anchor, durationTicks: Ticks): Span | null {
  const timeline = deriveTimeline(document)
  let known = visibleSpans.get(timeline)
  if (!known) visibleSpans.set(timeline, (known = new Map()))
  const last = known.get(anchor)
  if (last?.durationTicks === durationTicks) return last.span
  const span = findVisibleSpan(document, timeline, anchor, durationTicks)
  known.set(anchor, { durationTicks, span })
  return span
}

/** Timeline, captions, overlays and the picture ask for the same ones after every edit. */
const visibleSpans = new WeakMap<Timeline, Map<Anchor, { readonly durationTicks: Ticks; readonly span: Span | null }>>()

function findVisibleSpan(document: LessonDocument, timeline: Timeline, anchor: Anchor, durationTicks: Ticks): Span | null {
  const { clipSpans, durationTicks: lessonTicks } = timeline
  if (anchor.kind === 'timeline') {
    const endTicks = ticks(Math.min(lessonTicks, anchor.ticks + durationTicks))
    return endTicks > anchor.ticks ? { startTicks: anchor.ticks, endTicks } : null
  }
  const clip = document.clips[anchor.clipId]
  const span = clipSpans.get(anchor.clipId)
  if (!clip || !span) return null
  if (clip.freezeTicks !== null) return span
  const from = sourceToTimeline(clip, span, anchor.sourceTicks)
  const to = sourceToTimeline(clip, span, addTicks(anchor.sourceTicks, durationTicks))
  const last = Math.max(from, to)
  const startTicks = clampTicks(ticks(Math.min(from, to)), span.startTicks, span.endTicks)
  const endTicks = clampTicks(
    ticks(last),
    span.startTicks,
    last > span.endTicks ? playsOnUntil(document, clip, span) : span.endTicks,
  )
  return endTicks > startTicks ? { startTicks, endTicks } : null
}

/** The end of the run of clips that play on where the one before stopped, as the halves of a split clip do. */
function playsOnUntil(document: LessonDocument, clip: Clip, span: Span): Ticks {
  const { mainClipIds, mainIndexes, clipSpans } = deriveTimeline(document)
  let end = span.endTicks
  let left = clip
  for (let index = (mainIndexes.get(clip.id) ?? mainClipIds.length) + 1; index < mainClipIds.length; index += 1) {
    const right = document.clips[mainClipIds[index] ?? clip.id]
    const rightSpan = right && clipSpans.get(right.id)
    if (!right || !rightSpan || rightSpan.startTicks !== end || !playsOn(left, right)) break
    end = rightSpan.endTicks
    left = right
  }
  return end
}

/** Whether the right clip continues the left one's media, picture for picture. */
export function playsOn(left: Clip, right: Clip): boolean {
  return (
    left.assetId === right.assetId &&
    left.freezeTicks === null &&
    right.freezeTicks === null &&
    left.speed.num * right.speed.den === right.speed.num * left.speed.den &&
    left.reversed === right.reversed &&
    (left.reversed ? right.sourceOutTicks === left.sourceInTicks : right.sourceInTicks === left.sourceOutTicks)
  )
}

/** Whether two clips are shown otherwise, as after zooming in on one half of a split clip. Fades belong to the ends of each. */
export function isShownOtherwise(left: Clip, right: Clip): boolean {
  return !isSame(withoutFades(left.picture), withoutFades(right.picture))
}

function withoutFades(picture: Clip['picture']): Clip['picture'] {
  return { ...picture, fadeInTicks: zeroTicks, fadeOutTicks: zeroTicks }
}
