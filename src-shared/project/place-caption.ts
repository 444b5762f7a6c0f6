import { atSpeed, fromSpeed } from '../time/rational.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { ClipId } from './ids.ts'
import { sourceLength } from './invariants.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Anchor } from './schema/time.ts'
import type { Caption } from './schema/text.ts'
import { anchorAt, deriveTimeline, mainClipAt, playsOn, sourceToTimeline, type Span } from './timeline.ts'

/** Where a caption stands, and its length in the anchor's own time. */
export type CaptionPlace = { readonly anchor: Anchor; readonly durationTicks: Ticks }

/**
 * Where a caption between two timeline instants is anchored; null where it would not start inside the lesson. It shows until
 * its clip ends: see `placeOverCuts`.
 */
export function placeOnTimeline(document: LessonDocument, startTicks: Ticks, endTicks: Ticks): CaptionPlace | null {
  const { durationTicks } = deriveTimeline(document)
  const start = ticks(Math.max(0, startTicks))
  if (start >= durationTicks || endTicks <= start) return null
  const anchor = anchorAt(document, start)
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const length = ticks(endTicks - start)
  if (!clip || anchor.kind !== 'clip') return { anchor, durationTicks: length }
  const sourceTicks = ticks(Math.max(1, fromSpeed(length, clip.speed)))
  if (!clip.reversed) return { anchor, durationTicks: sourceTicks }
  // Backwards, a caption is anchored at the end of its stretch of media, which plays first.
  const from = ticks(Math.max(0, anchor.sourceTicks - sourceTicks))
  return { anchor: { ...anchor, sourceTicks: from }, durationTicks: ticks(Math.max(1, anchor.sourceTicks - from)) }
}

/** What is left of a caption behind a cut is dropped where it is shorter than this: nobody reads it. */
const shortestRestTicks = ticks(120_000 / 5)

/**
 * Places a caption that may run over cuts to other media: one part a clip, since each clip carries what is said over it.
 * The parts touch, so the text stays on screen. Empty where the caption would not start inside the lesson.
 */
export function placeOverCuts(document: LessonDocument, span: Span): readonly CaptionPlace[] {
  const places: CaptionPlace[] = []
  let start: Ticks = ticks(Math.max(0, span.startTicks))
  const end = ticks(Math.min(span.endTicks, deriveTimeline(document).durationTicks))
  while (start < end) {
    const cut = ticks(Math.min(end, nextHardCut(document, start)))
    const place = places.length > 0 && cut - start < shortestRestTicks ? null : placeOnTimeline(document, start, cut)
    if (place) places.push(place)
    start = cut
  }
  return places
}

/** The next instant on the timeline at which other media starts or a gap begins or ends. */
export function nextHardCut(document: LessonDocument, instant: Ticks): Ticks {
  const { mainClipIds, mainIndexes, clipSpans, durationTicks } = deriveTimeline(document)
  const here = mainClipAt(document, instant)
  let previous: ClipId | null = null
  for (const clipId of mainClipIds.slice(here ? mainIndexes.get(here.id) : 0)) {
    const span = clipSpans.get(clipId)
    if (!span) continue
    if (previous !== null) {
      const left = document.clips[previous]
      const right = document.clips[clipId]
      const gapStart = clipSpans.get(previous)?.endTicks ?? span.startTicks
      if (gapStart > instant && gapStart !== span.startTicks) return gapStart
      if (span.startTicks > instant && !(left && right && gapStart === span.startTicks && playsOn(left, right)))
        return span.startTicks
    }
    previous = clipId
  }
  return durationTicks
}

/** Where a cue in the time of a clip's media is anchored; null where it starts after the media ends. */
export function placeInClip(document: LessonDocument, clipId: ClipId, cue: Span): CaptionPlace | null {
  const clip = document.clips[clipId]
  const asset = clip && document.assets[clip.assetId]
  const length = asset ? sourceLength(asset) : null
  const sourceTicks = ticks(Math.max(0, cue.startTicks))
  if (cue.endTicks <= sourceTicks || (length !== null && sourceTicks >= length)) return null
  return { anchor: { kind: 'clip', clipId, sourceTicks }, durationTicks: ticks(cue.endTicks - sourceTicks) }
}

/** Words timed on the timeline from a caption's start, in the own time of what it is anchored to; none where that plays backwards. */
export function wordsInPlace(document: LessonDocument, { anchor }: CaptionPlace, words: Caption['words']): Caption['words'] {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  if (!clip) return words
  if (clip.reversed) return []
  return words.map((word) => ({
    ...word,
    offsetTicks: fromSpeed(word.offsetTicks, clip.speed),
    durationTicks: fromSpeed(word.durationTicks, clip.speed),
  }))
}

/** Start and end of a caption on the timeline, not cut to what its clip plays. */
export function captionStretch(document: LessonDocument, caption: Caption): Span {
  const { anchor, durationTicks } = caption
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const span = anchor.kind === 'clip' ? deriveTimeline(document).clipSpans.get(anchor.clipId) : null
  if (anchor.kind === 'timeline') return { startTicks: anchor.ticks, endTicks: ticks(anchor.ticks + durationTicks) }
  if (!clip || !span) return { startTicks: zeroTicks, endTicks: durationTicks }
  const at = clip.reversed ? ticks(anchor.sourceTicks + durationTicks) : anchor.sourceTicks
  const startTicks = sourceToTimeline(clip, span, at)
  return { startTicks, endTicks: ticks(startTicks + atSpeed(durationTicks, clip.speed)) }
}
