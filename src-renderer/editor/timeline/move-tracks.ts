import { useState, type PointerEvent } from 'react'
import { announce } from '#renderer/ui/announcer.tsx'
import { reorderTrack, tracksOfBand } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { TrackId } from '#shared/project/ids.ts'
import type { Track } from '#shared/project/schema/clip.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { usePointerDrag } from './pointer-drag.ts'

/** Moves a track that many places down the screen among those of its kind. */
export function moveTrack(editor: LessonEditor, { id: trackId, band }: Track, down: number): void {
  const before = editor.document
  editor.run(reorderTrack, { trackId, by: down * downwards(band) })
  if (editor.document !== before) tellPlace(editor, trackId)
}

/** Drags of a track by its name: it changes places with the tracks of its kind that it is drawn over. */
export function useTrackDrag(track: Track | null): {
  readonly isDragged: boolean
  readonly press: (event: PointerEvent<HTMLElement>) => void
} {
  const editor = useEditor()
  const [isDragged, setIsDragged] = useState(false)
  const startDrag = usePointerDrag()
  const press = (event: PointerEvent<HTMLElement>): void => {
    if (!track) return
    const { id: trackId, band } = track
    // A header reaches over half of the space above and below it; tracks of a kind are equally high.
    const rowPx = event.currentTarget.offsetHeight
    const scroller = event.currentTarget.closest('#timeline-lanes')
    const pressedPx = event.clientY + (scroller?.scrollTop ?? 0)
    startDrag(event, {
      follow: ({ clientY }) => {
        const movedPx = clientY + (scroller?.scrollTop ?? 0) - pressedPx
        setIsDragged(true)
        editor.session.updateDrag(reorderTrack, { trackId, by: Math.round(movedPx / rowPx) * downwards(band) })
      },
      end: () => {
        setIsDragged(false)
        if (editor.document.tracks[trackId]?.order !== track.order) tellPlace(editor, trackId)
      },
    })
  }
  return { isDragged, press }
}

/** Sound is listed from the top down, pictures from the front to the back. */
const downwards = (band: Track['band']): 1 | -1 => (band === 'audio' ? 1 : -1)

function tellPlace({ document }: LessonEditor, trackId: TrackId): void {
  const track = document.tracks[trackId]
  if (!track) return
  const tracks = tracksOfBand(document, track.band)
  const place = tracks.indexOf(track)
  announce(text.timeline.track.place(track.name, track.band === 'audio' ? place + 1 : tracks.length - place, tracks.length))
}
