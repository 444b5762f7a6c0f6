import type { MarkerId } from '../../project/ids.ts'
import type { LessonDocument, Marker } from '../../project/schema/document.ts'
import { anchorAt, deriveTimeline } from '../../project/timeline.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'

const usualColour = '#f2b035'

/** Puts a marker at a timeline instant (the very end is allowed) and selects it; it follows the clip it stands over. */
export const addMarker: Command<{ readonly atTicks: Ticks; readonly label?: string; readonly colour?: string }> = {
  label: 'add-marker',
  run(draft, { atTicks, label = '', colour = usualColour }, { newId }) {
    const before = readDraft(draft)
    if (!isInside(before, atTicks)) return refuse('edit.marker-outside', {})
    const id = newId() as MarkerId
    draft.markers[id] = { id, anchor: anchorAt(before, atTicks), label, colour }
    return done([], [{ kind: 'marker', id }])
  },
}

/** Changes the words or the colour of a marker. */
export const setMarker: Command<{
  readonly markerId: MarkerId
  readonly changes: Partial<Pick<Marker, 'label' | 'colour'>>
}> = {
  label: 'set-marker',
  run(draft, { markerId, changes }) {
    const marker = draft.markers[markerId]
    if (!marker) return refuse('edit.gone', { what: 'marker' })
    Object.assign(marker, changes)
    return done()
  },
}

/** Moves a marker to another timeline instant. */
export const moveMarker: Command<{ readonly markerId: MarkerId; readonly atTicks: Ticks }> = {
  label: 'move-marker',
  run(draft, { markerId, atTicks }) {
    const before = readDraft(draft)
    const marker = draft.markers[markerId]
    if (!marker) return refuse('edit.gone', { what: 'marker' })
    if (!isInside(before, atTicks)) return refuse('edit.marker-outside', {})
    marker.anchor = anchorAt(before, atTicks)
    return done()
  },
}

export const deleteMarkers: Command<{ readonly markerIds: readonly MarkerId[] }> = {
  label: 'delete-markers',
  run(draft, { markerIds }) {
    for (const markerId of markerIds) {
      if (!draft.markers[markerId]) return refuse('edit.gone', { what: 'marker' })
      delete draft.markers[markerId]
    }
    return done()
  },
}

function isInside(document: LessonDocument, atTicks: Ticks): boolean {
  const { durationTicks } = deriveTimeline(document)
  return durationTicks > 0 && atTicks >= 0 && atTicks <= durationTicks
}
