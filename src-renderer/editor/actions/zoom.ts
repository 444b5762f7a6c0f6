import type { LessonEditor } from '../lesson-editor.ts'
import { clampScale } from '../timeline/geometry.ts'

export const zoomStep = 1.25

export function zoomBy(editor: LessonEditor, factor: number): void {
  editor.view.setState(({ scale }) => ({ scale: clampScale(scale * factor) }))
}
