import type { TrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Track } from '../project/schema/clip.ts'
import { createTrack, trackKind, type TrackKind } from '../project/track-kinds.ts'
import type { Span } from '../project/timeline.ts'
import { itemsOfTrack } from './neighbours.ts'

/** The first track of a kind that is unlocked and free during a stretch, of all or of those given; else a new one, not added yet. */
export function freeTrack(
  document: LessonDocument,
  kind: TrackKind,
  span: Span,
  newId: () => TrackId,
  among: readonly Track[] = Object.values(document.tracks),
): Track {
  const found = among.find((track) => trackKind(track) === kind && isFreeTrack(document, track, span))
  return found ?? createTrack(newId(), kind, nextTrackOrder(document))
}

/** In front of every other track. */
export function nextTrackOrder(document: LessonDocument): number {
  return Math.max(0, ...Object.values(document.tracks).map(({ order }) => order)) + 1
}

export function isFreeTrack(document: LessonDocument, track: Track, { startTicks, endTicks }: Span): boolean {
  return (
    !track.locked &&
    itemsOfTrack(document, track.id).every(({ span }) => span.endTicks <= startTicks || span.startTicks >= endTicks)
  )
}
