import { showToast } from '#renderer/ui/toast-store.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Says what happened to many captions at once; the button takes back the newest step only while that is the one. Returns the toast's id. */
export function tellWithUndo(editor: LessonEditor, message: string): number {
  // Compared itself: a preview that changed it for a moment counts as changes.
  const { document } = editor
  return showToast(message, {
    label: text.common.undo,
    run: () => {
      if (editor.document === document) editor.undo()
    },
  })
}
