import type { LessonEditor } from '../lesson-editor.ts'
import { showCaptionWork } from '../type-along/open.ts'

/** The captions side by side with their translation, over the width of the window. */
export function openTranslation(editor: LessonEditor): void {
  editor.select([])
  showCaptionWork(editor, 'translation')
}
