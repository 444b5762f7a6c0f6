import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { deriveTimeline, mainClipAt } from '#shared/project/timeline.ts'
import { stepFrames } from '#shared/time/timecode.ts'
import { addTicks, secondsToTicks, subtractTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'
import type { LessonEditor } from './lesson-editor.ts'

/** A caption written by hand begins with this length. */
const newCaptionTicks = secondsToTicks(2.5)
/** DESIGN.md section 10: shorter is not readable. */
const minCaptionTicks = secondsToTicks(1.2)

export function stepPlayhead(editor: LessonEditor, frames: number): void {
  editor.pause()
  editor.seek(stepFrames(editor.playheadTicks, frames, editor.document.settings.frameRate))
}

export function skipSeconds(editor: LessonEditor, seconds: number): void {
  editor.pause()
  editor.seek(ticks(Math.max(0, editor.playheadTicks + secondsToTicks(seconds))))
}

export function seekStart(editor: LessonEditor): void {
  editor.seek(zeroTicks)
}

export function seekEnd(editor: LessonEditor): void {
  editor.seek(editor.durationTicks)
}

export function splitAtPlayhead(editor: LessonEditor): void {
  editor.run(splitClip, { atTicks: editor.playheadTicks })
}

/** Cuts away what the clip under the playhead plays before (`start`) or after it (`end`). */
export function trimToPlayhead(editor: LessonEditor, edge: 'start' | 'end'): void {
  const { document, playheadTicks } = editor
  const clip = mainClipAt(document, playheadTicks)
  const span = clip && deriveTimeline(document).clipSpans.get(clip.id)
  if (!clip || !span) {
    showToast(text.editor.needsClip)
    return
  }
  const edgeTicks = edge === 'start' ? span.startTicks : span.endTicks
  const trimmed = editor.run(trimClip, { clipId: clip.id, edge, deltaTicks: subtractTicks(playheadTicks, edgeTicks) })
  // What stood under the playhead is now the first picture of the clip.
  if (trimmed && edge === 'start') editor.seek(span.startTicks)
}

export function deleteSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) {
    showToast(text.editor.nothingSelected)
    return
  }
  editor.run(deleteItems, { items: selection })
}

/** Moves the selected clip one place earlier (-1) or later (1). */
export function moveSelectedClip(editor: LessonEditor, by: -1 | 1): void {
  const [item] = editor.session.getSnapshot().selection
  if (item?.kind !== 'clip') return
  const at = editor.document.mainTrack.findIndex((entry) => entry.kind === 'clip' && entry.clipId === item.id)
  if (at < 0 || !editor.run(moveClip, { clipId: item.id, toIndex: Math.max(0, at + by) })) return
  const { mainClipIds } = deriveTimeline(editor.document)
  announce(text.timeline.moved(mainClipIds.indexOf(item.id) + 1, mainClipIds.length))
}

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

function ensureCaptionTrack(editor: LessonEditor): CaptionTrack | null {
  const known = mainCaptionTrack(editor.document)
  if (known) return known
  editor.run(addCaptionTrack, { language: editor.document.metadata.language, kind: 'captions' })
  return mainCaptionTrack(editor.document)
}
