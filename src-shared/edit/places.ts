/* oxlint-disable no-underscore-dangle -- so does Immer call what it knows of a draft */
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { clipDurationTicks, deriveTimeline } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { addTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { LessonDraft } from './command.ts'

/** The draft as it stands now, as a document of its own: the timeline of a draft must not be cached. */
export function readDraft(draft: LessonDraft): LessonDocument {
  return readValue(draft) as LessonDocument
}

/** What Immer knows of a draft: what it was made from, and the copy that is written to. */
type DraftState = { readonly modified_: boolean; readonly base_: object; readonly copy_: object | null }
type Fields = Record<string | symbol, unknown>
const draftState = Symbol.for('immer-state')

/**
 * Immer's own `current` copies a table through the proxy that stands for it, three calls a record, which took most of an edit
 * in a lesson of hundreds of clips. This reads the same from behind the proxy: only what changed is looked into.
 */
function readValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const state = (value as Fields)[draftState] as DraftState | undefined
  if (!state && Object.isFrozen(value)) return value
  if (state && !state.modified_) return state.base_
  const base = (state?.base_ ?? {}) as Fields
  const source = state?.copy_ ?? value
  const copy = (Array.isArray(source) ? source.slice() : { ...source }) as Fields
  for (const key in copy) if (copy[key] !== base[key]) copy[key] = readValue(copy[key])
  return copy
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
