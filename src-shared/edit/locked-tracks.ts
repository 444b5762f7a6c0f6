import type { Patch } from 'immer'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { Question } from '../project/schema/question.ts'
import type { Caption, Overlay } from '../project/schema/text.ts'
import { anchorToTimeline, deriveTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { frameToTicks } from '../time/frame-rate.ts'
import { refuse } from './command.ts'

/**
 * Refuses a change that touches something locked, or null: what stands on a locked track, the captions of a locked caption track
 * with their look, and questions that are locked, are neither changed, moved, added nor removed. They may get another anchor at
 * the same instant, as when the clip under them is split, and follow that clip through edits elsewhere.
 */
export function refuseLocked(
  before: LessonDocument,
  after: LessonDocument,
  patches: readonly Patch[],
): ReturnType<typeof refuse> | null {
  const { tracks, captions, questions } = lockedIn(before, after)
  if (tracks.length === 0 && captions.length === 0 && !questions) return null
  const touched = touchedTracks(before, after, patches)
  const track = tracks.find(({ id }) => touched.has(id))
  if (track) return refuse('edit.track-locked', { track: track.name })
  if (captions.some(({ id }) => touched.has(id))) return refuse('edit.captions-locked', {})
  return questions && touched.has(allQuestions) ? refuse('edit.questions-locked', {}) : null
}

/** What was locked and is not unlocked by the change itself. */
function lockedIn(before: LessonDocument, after: LessonDocument) {
  return {
    tracks: Object.values(before.tracks).filter(({ id, locked }) => locked && (after.tracks[id]?.locked ?? true)),
    captions: Object.values(before.captionTracks).filter(({ id, locked }) => {
      const now = after.captionTracks[id]
      return locked && (!now || now.locked)
    }),
    questions: Boolean(before.settings.questionsLocked && after.settings.questionsLocked),
  }
}

/** Stands for the lane of questions among the ids of tracks. */
const allQuestions = 'questions'

const tables = ['clips', 'overlays', 'captions', 'questions'] as const
type Table = (typeof tables)[number]
type Locked = Clip | Overlay | Caption | Question

function touchedTracks(before: LessonDocument, after: LessonDocument, patches: readonly Patch[]): ReadonlySet<string> {
  const touched = new Set<string>()
  // Where a question leads goes along with the pictures that are cut.
  const isCut = patches.some(({ path }) => path[0] === 'mainTrack' || path[0] === 'clips')
  for (const [field, key, ...rest] of patches.map(({ path }) => path)) {
    if (field === 'mainTrack' || field === 'transitions')
      for (const { id, band } of Object.values(before.tracks)) if (band === 'main') touched.add(id)
    if (field === 'tracks' && rest.length === 0) touched.add(String(key))
    if (field === 'captionTracks' && (rest.length === 0 || rest[0] === 'style')) touched.add(String(key))
    const table = tables.find((name) => name === field)
    if (!table) continue
    for (const id of key === undefined ? Object.keys({ ...before[table], ...after[table] }) : [String(key)]) {
      const from = recordOf(before, table, id)
      const to = recordOf(after, table, id)
      if (from && to && isSameThere(before, from, after, to, isCut)) continue
      if (from) touched.add(trackOf(from))
      if (to) touched.add(trackOf(to))
    }
  }
  return touched
}

function recordOf(document: LessonDocument, table: Table, id: string): Locked | undefined {
  return (document[table] as Readonly<Record<string, Locked>>)[id]
}

function trackOf(record: Locked): string {
  if ('trackId' in record) return record.trackId
  return 'captionTrackId' in record ? record.captionTrackId : allQuestions
}

/** How something is tied to its place, which an edit elsewhere may do anew: all of it, with the anchor. */
const ties: ReadonlySet<string> = new Set(['anchor', 'durationTicks', 'placementKeyframes'])

function isSameThere(before: LessonDocument, from: Locked, after: LessonDocument, to: Locked, isCut: boolean): boolean {
  if (from === to) return true
  const isTiedAnew = from.anchor !== to.anchor
  const isTie = (field: string): boolean => (isTiedAnew && ties.has(field)) || (isCut && field === 'branch')
  const fields = new Set([...Object.keys(from), ...Object.keys(to)]) as ReadonlySet<keyof Locked>
  const isSame = [...fields].every((field) => isTie(field) || from[field] === to[field])
  if (!isSame || !isTiedAnew) return isSame
  const [was, is] = [spanOf(before, from), spanOf(after, to)]
  if (!was || !is) return was === is
  const halfFrame = frameToTicks(1, before.settings.frameRate) / 2
  return Math.abs(was.startTicks - is.startTicks) <= halfFrame && Math.abs(was.endTicks - is.endTicks) <= halfFrame
}

function spanOf(document: LessonDocument, record: Locked): Span | null {
  if ('assetId' in record) return deriveTimeline(document).clipSpans.get(record.id) ?? null
  if ('durationTicks' in record) return visibleSpan(document, record.anchor, record.durationTicks)
  const at = anchorToTimeline(record.anchor, document)
  return { startTicks: at, endTicks: at }
}
