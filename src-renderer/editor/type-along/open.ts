import type { CaptionWork, LessonEditor } from '../lesson-editor.ts'

/** Shows the captions tab with one of its ways to make captions; `list` is the captions themselves. */
export function showCaptionWork(editor: LessonEditor, captionWork: CaptionWork): void {
  editor.show('captions')
  editor.view.setState({ captionWork })
}

/** Captions written while the lesson plays and waits for who types. */
export function openTypeAlong(editor: LessonEditor): void {
  editor.pause()
  showCaptionWork(editor, 'type-along')
}

/** Captions from a text that is spoken in the lesson. */
export function openScript(editor: LessonEditor): void {
  showCaptionWork(editor, 'script')
}
