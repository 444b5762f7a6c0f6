import { announce } from '#renderer/ui/announcer.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Whether what is dragged holds on to cuts, markers and the playhead. */
export function toggleSnapping(editor: LessonEditor): void {
  const snapping = !editor.view.getState().snapping
  editor.view.setState({ snapping })
  announce(snapping ? text.shortcuts.snaps : text.shortcuts.snapsNot)
}
