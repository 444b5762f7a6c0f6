import { announce } from '#renderer/ui/announcer.tsx'
import { addMarker } from '#shared/edit/commands/markers.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { markersInOrder } from '#shared/project/selectors.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** A marker where the playhead stands; one that is there already is selected. */
export function addMarkerAtPlayhead(editor: LessonEditor): void {
  const { document, playheadTicks } = editor
  const known = markersInOrder(document).find(({ atTicks }) => atTicks === playheadTicks)
  if (known) editor.select([{ kind: 'marker', id: known.marker.id }])
  else if (editor.run(addMarker, { atTicks: playheadTicks }))
    announce(text.shortcuts.markerAt(formatPlayhead(playheadTicks, document.settings.frameRate)))
}
