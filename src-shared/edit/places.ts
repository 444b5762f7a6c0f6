import { current, isDraft } from 'immer'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { clipDurationTicks, deriveTimeline } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { addTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'

/** The draft as it stands now, as a document of its own: the timeline of a draft must not be cached. */
export function readDraft(draft: LessonDraft): LessonDocument {
  return (isDraft(draft) ? current(draft) : draft) as LessonDocument
}

/** Where the main track item at an index starts; the lesson's end for the index behind the last one. */
export function mainItemStart(document: LessonDocument, index: number): Ticks {
  const { clipSpans } = deriveTimeline(document)
  let cursor = ticks(0)
  for (const item of document.mainTrack.slice(0, index)) {
    const span = item.kind === 'clip' ? clipSpans.get(item.clipId) : null
    cursor = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (span?.endTicks ?? cursor)
  }
  return cursor
}

/** The index at which something dropped at an instant goes in: the nearest cut. */
export function mainIndexAt(document: LessonDocument, instant: Ticks): number {
  const { clipSpans } = deriveTimeline(document)
  let best = 0
  let nearest = Math.abs(instant)
  let cursor = ticks(0)
  for (const [index, item] of document.mainTrack.entries()) {
    const span = item.kind === 'clip' ? clipSpans.get(item.clipId) : null
    cursor = item.kind === 'gap' ? addTicks(cursor, item.durationTicks) : (span?.endTicks ?? cursor)
    if (Math.abs(cursor - instant) >= nearest) continue
    nearest = Math.abs(cursor - instant)
    best = index + 1
  }
  return best
}

/** Whole frames a clip lasts on the timeline. */
export function clipFrames(clip: Clip, rate: FrameRate): number {
  return framesIn(clipDurationTicks(clip, rate), rate)
}
