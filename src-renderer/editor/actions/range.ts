import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { deleteStretch } from '#shared/edit/commands/delete-stretch.ts'
import type { PlayLoop } from '#shared/ipc/play-course.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { deleteSelection } from './clips.ts'

/** Marks where a stretch begins (`start`) or ends (`end`): at the playhead; the other end stays, or is that of the lesson. */
export function markRange(editor: LessonEditor, edge: 'start' | 'end'): void {
  const { durationTicks, playheadTicks } = editor
  const { range } = editor.view.getState()
  if (durationTicks === 0) {
    showToast(text.editor.needsClip)
    return
  }
  const marked: PlayLoop =
    edge === 'start'
      ? { startTicks: playheadTicks, endTicks: range && range.endTicks > playheadTicks ? range.endTicks : durationTicks }
      : { startTicks: range && range.startTicks < playheadTicks ? range.startTicks : zeroTicks, endTicks: playheadTicks }
  if (marked.endTicks <= marked.startTicks) {
    showToast(edge === 'start' ? text.range.noStart : text.range.noEnd)
    return
  }
  // What is marked now is what X cuts out, not what was selected before.
  editor.select([])
  setRange(editor, marked)
  const [from, to] = [marked.startTicks, marked.endTicks].map((at) => formatPlayhead(at, editor.document.settings.frameRate))
  announce(text.range.marked(from ?? '', to ?? ''))
}

export function clearRange(editor: LessonEditor): void {
  if (editor.view.getState().range === null) return
  setRange(editor, null)
  announce(text.range.cleared)
}

/** Cuts out what is selected, or else the stretch that is marked; what follows moves up. */
export function rippleDelete(editor: LessonEditor): void {
  const { range } = editor.view.getState()
  if (range === null || editor.session.getSnapshot().selection.length > 0) {
    deleteSelection(editor)
    return
  }
  editor.pause()
  if (!editor.run(deleteStretch, range)) return
  setRange(editor, null)
  editor.seek(range.startTicks)
}

/** A loop over the marked stretch goes with it. */
function setRange(editor: LessonEditor, range: PlayLoop | null): void {
  editor.view.setState(({ loop, range: before }) => ({ range, loop: loop !== null && loop === before ? range : loop }))
}
