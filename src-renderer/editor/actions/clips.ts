import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline, mainClipAt } from '#shared/project/timeline.ts'
import { subtractTicks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

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

/** Takes out what is selected and leaves its place empty. */
export function liftSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) {
    showToast(text.editor.nothingSelected)
    return
  }
  editor.run(liftItems, { items: selection })
}
