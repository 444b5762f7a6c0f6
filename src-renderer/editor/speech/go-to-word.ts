import { createStore } from 'zustand/vanilla'
import { announce } from '#renderer/ui/announcer.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { openCaptionTrack } from '../captions/open-track.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { captionItems } from '../timeline/timeline-items.ts'
import { nextUncertain, type WordPlace } from './review.ts'

/** The word that is to be selected in its caption's field; taken away by the row that did so. */
export const wantedWord = createStore<{ readonly place: WordPlace | null }>(() => ({ place: null }))

type Cursor = { readonly id: string; readonly at: number }

/** Where the cursor stood last in the text of a caption; kept while a button has the focus. */
export const captionCursor = createStore<{ readonly cursor: Cursor | null }>(() => ({ cursor: null }))

/** Selects a word in its caption's field, and shows the picture over which it is said. */
export function goToWord(editor: LessonEditor, place: WordPlace): void {
  const { item } = place
  editor.pause()
  editor.show('captions')
  editor.view.setState({ captionWork: 'list' })
  editor.select([{ kind: 'caption', id: item.id }])
  // The first frame on which the caption shows, not the one before.
  const { num, den } = editor.document.settings.frameRate
  editor.seek(ticks(item.span.startTicks + Math.ceil((ticksPerSecond * den) / num / 2)))
  wantedWord.setState({ place })
  captionCursor.setState({ cursor: { id: item.id, at: place.to } })
}

/** The next word that nobody has checked, behind the one where the cursor stands; the first one again after the last. */
export function goToNextUncertain(editor: LessonEditor): void {
  const track = openCaptionTrack(editor.document, editor.view.getState().captionTrackId)
  const items = track ? captionItems(editor.document, track.id) : []
  const place = nextUncertain(items, cursorPlace(editor))
  if (place) goToWord(editor, place)
  else announce(text.speech.review.none)
}

/** Where the cursor stands in the selected caption, or its start. */
function cursorPlace(editor: LessonEditor): Cursor | null {
  const selected = editor.session.getSnapshot().selection.find(({ kind }) => kind === 'caption')
  if (!selected) return null
  const { cursor } = captionCursor.getState()
  return cursor?.id === selected.id ? cursor : { id: selected.id, at: 0 }
}
