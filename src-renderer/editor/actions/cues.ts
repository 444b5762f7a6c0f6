import { showToast } from '#renderer/ui/toast-store.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import { addTicks, secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { ensureCaptionTrack } from '../captions/open-track.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** A caption written by hand begins with this length. */
export const newCaptionTicks = secondsToTicks(2.5)
/** DESIGN.md section 10: shorter is not readable. */
export const minCaptionTicks = secondsToTicks(1.2)

/** A new question where the playhead stands, with the cursor in its prompt. */
export function addQuestionAtPlayhead(editor: LessonEditor): void {
  editor.pause()
  if (!editor.run(addQuestion, { atTicks: editor.playheadTicks, type: 'single-choice' })) return
  editor.show('questions')
  editor.requestFocus('question-prompt')
}

/** A new caption where the playhead stands, up to the next one, with the cursor in its text. */
export function addCaptionAtPlayhead(editor: LessonEditor): void {
  editor.pause()
  if (editor.durationTicks === 0) {
    showToast(text.editor.needsClip)
    return
  }
  const track = ensureCaptionTrack(editor)
  if (!track) return
  const start = ticks(Math.min(editor.playheadTicks, editor.durationTicks - minCaptionTicks))
  const startTicks = ticks(Math.max(0, start))
  const next = Object.values(editor.document.captions)
    .filter((caption) => caption.captionTrackId === track.id)
    .map((caption) => captionStretch(editor.document, caption).startTicks)
    .filter((other) => other >= startTicks + minCaptionTicks)
  const endTicks = ticks(Math.min(addTicks(startTicks, newCaptionTicks), editor.durationTicks, ...next))
  if (!editor.run(addCaption, { captionTrackId: track.id, startTicks, endTicks, text: '' })) return
  editor.show('captions')
  editor.requestFocus('caption-text')
}
