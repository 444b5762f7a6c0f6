import { castDraft } from 'immer'
import type { GapId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Anchor } from '../project/schema/time.ts'
import { anchorAt, deriveTimeline, type Span } from '../project/timeline.ts'
import { addTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'
import { mainItemStart, readDraft } from './places.ts'

/** Music and other clips off the main track stay where they are: they belong to the lesson, not to the gap. */
const followers = ['questions', 'captions', 'overlays', 'markers', 'sections'] as const

/**
 * Moves what is anchored to the timeline inside a gap together with that gap, keeping its place in it; to the cut where the
 * gap went away or became too short. Returns how many questions came to stand at such a cut.
 */
export function followGaps(draft: LessonDraft, before: LessonDocument): number {
  if (gapSpans(before).size === 0) return 0
  const after = readDraft(draft)
  let questionsAtCut = 0
  for (const table of followers) {
    for (const { id, anchor } of Object.values(before[table])) {
      const target = (draft[table] as Record<string, { anchor: Anchor }>)[id]
      // What the command itself placed anew is already where it belongs.
      if (anchor.kind !== 'timeline' || !target || !isSame(target.anchor, anchor)) continue
      const place = findWithGap(before, after, anchor.ticks)
      if (!place) continue
      if (place.atCut && table === 'questions') questionsAtCut += 1
      if (place.atCut || place.instant !== anchor.ticks) target.anchor = castDraft(anchorAt(after, place.instant))
    }
  }
  return questionsAtCut
}

type Place = { readonly instant: Ticks; readonly atCut: boolean }

/** Where an instant of a gap is found after an edit; null for one that lay in no gap. */
export function findWithGap(before: LessonDocument, after: LessonDocument, instant: Ticks): Place | null {
  const { durationTicks } = deriveTimeline(before)
  const found = [...gapSpans(before)].find(([, span]) => isInside(instant, span, durationTicks))
  if (!found) return null
  const [gapId, span] = found
  const gap = gapSpans(after).get(gapId)
  if (!gap) return { instant: cutOf(before, after, gapId), atCut: true }
  const moved = ticks(gap.startTicks + instant - span.startTicks)
  const isStillIn = isInside(moved, gap, deriveTimeline(after).durationTicks)
  return isStillIn ? { instant: moved, atCut: false } : { instant: gap.endTicks, atCut: true }
}

/** Where a gap was that is gone: the start of the first item behind it that is left, else the end of the lesson. */
function cutOf(before: LessonDocument, after: LessonDocument, gapId: GapId): Ticks {
  const index = before.mainTrack.findIndex((item) => item.kind === 'gap' && item.id === gapId)
  for (const item of before.mainTrack.slice(index + 1)) {
    const at = after.mainTrack.findIndex((kept) => keyOf(kept) === keyOf(item))
    if (at >= 0) return mainItemStart(after, at)
  }
  return deriveTimeline(after).durationTicks
}

function keyOf(item: LessonDocument['mainTrack'][number]): string {
  return item.kind === 'clip' ? item.clipId : item.id
}

const cache = new WeakMap<LessonDocument, ReadonlyMap<GapId, Span>>()

function gapSpans(document: LessonDocument): ReadonlyMap<GapId, Span> {
  const known = cache.get(document)
  if (known) return known
  const { clipSpans } = deriveTimeline(document)
  const spans = new Map<GapId, Span>()
  let cursor = zeroTicks
  for (const item of document.mainTrack) {
    const startTicks = cursor
    cursor = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (clipSpans.get(item.clipId)?.endTicks ?? cursor)
    if (item.kind === 'gap') spans.set(item.id, { startTicks, endTicks: cursor })
  }
  cache.set(document, spans)
  return spans
}

/** Half-open, but closed at the very end of the lesson, where a question may stand. */
function isInside(instant: Ticks, span: Span, lessonTicks: Ticks): boolean {
  return instant >= span.startTicks && (instant < span.endTicks || (instant === lessonTicks && span.endTicks === lessonTicks))
}

function isSame(left: Anchor, right: Anchor): boolean {
  return left.kind === 'timeline' && right.kind === 'timeline' && left.ticks === right.ticks
}
