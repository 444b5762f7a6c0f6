import type { LessonEditor } from '../lesson-editor.ts'
import { playRates, stretchOf } from './play-settings.ts'

/** The next faster (1) or slower (-1) speed. */
export function changeRate(editor: LessonEditor, by: -1 | 1): void {
  const at = playRates.indexOf(editor.view.getState().rate)
  const rate = playRates[at + by]
  if (rate !== undefined) editor.view.setState({ rate })
}

/** Loops the marked stretch, what is selected, or the whole lesson where nothing with a length is; or stops looping. */
export function toggleLoop(editor: LessonEditor): void {
  const { document, selection } = editor.session.getSnapshot()
  const { loop, range } = editor.view.getState()
  editor.view.setState({ loop: loop === null ? (range ?? stretchOf(document, selection) ?? 'lesson') : null })
}
