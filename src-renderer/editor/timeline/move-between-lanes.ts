import { flushSync } from 'react-dom'
import { announce } from '#renderer/ui/announcer.tsx'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { moveToMainTrack, moveToPictureInPicture } from '#shared/edit/commands/move-to-track.ts'
import { mainIndexAt } from '#shared/edit/places.ts'
import { editLabels } from '#shared/edit/labels.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { EditResult, RunOptions } from '#shared/edit/edit-session.ts'
import { idsOf, type SelectedItem, type Selection } from '#shared/edit/selection.ts'
import type { ClipId, TrackId } from '#shared/project/ids.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { timelineLanes } from './lanes.ts'

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>
type Direction = 'up' | 'down'

/** Alt and an arrow that points to another track; says whether something was moved there. The focus goes along. */
export function moveToLaneByKey(editor: LessonEditor, { key, altKey, shiftKey, ctrlKey, metaKey }: Keys): boolean {
  const direction = ({ ArrowUp: 'up', ArrowDown: 'down' } as const)[key]
  if (!direction || !altKey || shiftKey || ctrlKey || metaKey) return false
  const { selection } = editor.session.getSnapshot()
  const lead = selection.at(-1)
  // Where it was, the focus would go to a neighbour, which would be selected.
  if (!lead || !flushSync(() => moveToNextLane(editor, direction))) return false
  flushSync(() => editor.select(selection))
  document.querySelector<HTMLElement>(`[data-lane] [data-item="${lead.id}"]`)?.focus()
  return true
}

/**
 * Moves each selected clip and overlay to the next track of its kind above or below. A clip of the lesson goes over the others,
 * as picture in picture, and comes back among them. What cannot go stays; the rest is one step. Says whether anything moved.
 */
export function moveToNextLane(editor: LessonEditor, direction: Direction): boolean {
  const { document, selection } = editor.session.getSnapshot()
  const tracks = timelineLanes(document, []).flatMap((lane) => ('track' in lane ? [lane.track] : []))
  const byTrack = Map.groupBy(selection, (item) => trackOf(document, item))
  // Those that go first make room for the others.
  const order = direction === 'up' ? tracks : tracks.toReversed()
  const moves = order.flatMap((own) => movesOf(editor, own, byTrack.get(own.id) ?? [], direction))
  turn += 1
  return tellMoved(
    editor,
    moves.map((move) => move({ mergeKey: `lane:${turn}` })),
  )
}

/** Counts the presses: what several edits of one do is one step. */
let turn = 0

type Move = (options: RunOptions) => EditResult

function trackOf({ clips, overlays }: LessonDocument, item: SelectedItem): TrackId | null {
  if (item.kind === 'clip') return clips[item.id]?.trackId ?? null
  return item.kind === 'overlay' ? (overlays[item.id]?.trackId ?? null) : null
}

/** What takes the selected items of a track to the next one. */
function movesOf(editor: LessonEditor, own: Track, items: Selection, direction: Direction): readonly Move[] {
  if (items.length === 0) return []
  const { session } = editor
  const next = own.band === 'main' ? undefined : nextTrack(editor, own, direction)
  if (next) return [(options) => session.run(moveItems, { items, deltaTicks: zeroTicks, trackId: next.id }, options)]
  const clips = idsOf(items, 'clip').toSorted(byStart(editor.document))
  if (own.band === 'main' && direction === 'up')
    // From the last one on: what closes up behind it moves none of the others.
    return clips.toReversed().map((clipId) => (options) => goOver(editor, clipId, options))
  if (own.band === 'picture-in-picture' && direction === 'down')
    return clips.map((clipId) => (options) => goAmong(editor, clipId, options))
  return []
}

function byStart(document: LessonDocument): (a: ClipId, b: ClipId) => number {
  const { clipSpans } = deriveTimeline(document)
  const startOf = (id: ClipId): number => clipSpans.get(id)?.startTicks ?? 0
  return (a, b) => startOf(a) - startOf(b)
}

/** One sentence for all: of what moved, else of why nothing did. */
function tellMoved(editor: LessonEditor, results: readonly EditResult[]): boolean {
  const moved = results.some(({ ok }) => ok)
  for (const result of moved ? results.filter(({ ok }) => ok) : results.slice(0, 1)) editor.tell(result)
  const { undoLabel } = editor.session.getSnapshot()
  if (moved && undoLabel) announce(text.history.did(editLabels[undoLabel]))
  return moved
}

/** Plays a clip of the lesson over the others, at the instant where it plays now. */
export function showOver(editor: LessonEditor, clipId: ClipId): boolean {
  return tellMoved(editor, [goOver(editor, clipId, {})])
}

/** Plays a picture in picture as one of the clips, at the cut that is nearest. */
export function putAmongClips(editor: LessonEditor, clipId: ClipId): boolean {
  return tellMoved(editor, [goAmong(editor, clipId, {})])
}

function goOver({ session }: LessonEditor, clipId: ClipId, options: RunOptions): EditResult {
  const span = deriveTimeline(session.getSnapshot().document).clipSpans.get(clipId)
  return session.run(moveToPictureInPicture, { clipId, atTicks: span?.startTicks ?? zeroTicks }, options)
}

function goAmong({ session }: LessonEditor, clipId: ClipId, options: RunOptions): EditResult {
  const { document } = session.getSnapshot()
  const span = deriveTimeline(document).clipSpans.get(clipId)
  return session.run(moveToMainTrack, { clipId, index: mainIndexAt(document, span?.startTicks ?? zeroTicks) }, options)
}

function nextTrack({ document }: LessonEditor, own: Track, direction: Direction): Track | undefined {
  const tracks = timelineLanes(document, []).flatMap((lane) => (lane.kind === 'track' ? [lane.track] : []))
  const next = tracks[tracks.indexOf(own) + (direction === 'up' ? -1 : 1)]
  return next?.band === own.band ? next : undefined
}
