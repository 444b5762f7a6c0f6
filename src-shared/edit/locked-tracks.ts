import type { Patch } from 'immer'
import type { TrackId } from '../project/ids.ts'
import type { Clip, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import { deriveTimeline, type Span } from '../project/timeline.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { overlaySpan } from './neighbours.ts'

/**
 * The locked track that a change touches, or null: what stands on it is neither changed, moved, added nor removed. It may get
 * another anchor at the same instant, as when the clip under it is split, and follows that clip through edits elsewhere.
 */
export function findLockedTrack(before: LessonDocument, after: LessonDocument, patches: readonly Patch[]): Track | null {
  const locked = Object.values(before.tracks).filter((track) => track.locked && (after.tracks[track.id]?.locked ?? true))
  if (locked.length === 0) return null
  const touched = new Set<TrackId>()
  for (const [table, key, ...rest] of patches.map(({ path }) => path)) {
    if (table === 'mainTrack' || table === 'transitions')
      for (const { id, band } of Object.values(before.tracks)) if (band === 'main') touched.add(id)
    if (table === 'tracks' && rest.length === 0) touched.add(key as TrackId)
    if (table !== 'clips' && table !== 'overlays') continue
    for (const id of key === undefined ? Object.keys({ ...before[table], ...after[table] }) : [String(key)]) {
      const from = recordOf(before, table, id)
      const to = recordOf(after, table, id)
      if (from && to && isSameThere(before, from, after, to)) continue
      if (from) touched.add(from.trackId)
      if (to) touched.add(to.trackId)
    }
  }
  return locked.find(({ id }) => touched.has(id)) ?? null
}

type OnTrack = Clip | Overlay

function recordOf(document: LessonDocument, table: 'clips' | 'overlays', id: string): OnTrack | undefined {
  return (document[table] as Readonly<Record<string, OnTrack>>)[id]
}

/** How something is tied to its place, which an edit elsewhere may do anew: all of it, with the anchor. */
const ties: ReadonlySet<string> = new Set(['anchor', 'durationTicks', 'placementKeyframes'])

function isSameThere(before: LessonDocument, from: OnTrack, after: LessonDocument, to: OnTrack): boolean {
  if (from === to) return true
  const isTiedAnew = from.anchor !== to.anchor
  const isSame = (Object.keys(from) as (keyof OnTrack)[]).every(
    (field) => (isTiedAnew && ties.has(field)) || from[field] === to[field],
  )
  const [was, is] = [spanOf(before, from), spanOf(after, to)]
  if (!isSame || !was || !is) return isSame && was === is
  const halfFrame = frameToTicks(1, before.settings.frameRate) / 2
  return Math.abs(was.startTicks - is.startTicks) <= halfFrame && Math.abs(was.endTicks - is.endTicks) <= halfFrame
}

function spanOf(document: LessonDocument, record: OnTrack): Span | null {
  return 'assetId' in record ? (deriveTimeline(document).clipSpans.get(record.id) ?? null) : overlaySpan(document, record)
}
