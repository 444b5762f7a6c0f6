import { forgetTyped, stepField } from '#renderer/ui/field-history.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import type { Shortcut } from './shortcut.ts'

/** What is typed is the field's to take back; all else is the lesson's. */
const travel =
  (direction: 'undo' | 'redo') =>
  (editor: LessonEditor): void => {
    if (stepField(direction)) return
    forgetTyped()
    editor[direction]()
  }

export const lessonShortcuts: readonly Shortcut[] = [
  { id: 'undo', chords: [{ key: 'z', primary: true }], run: travel('undo'), repeats: true, inFields: true },
  {
    id: 'redo',
    chords: [
      { key: 'z', primary: true, shift: true },
      { key: 'y', primary: true },
    ],
    run: travel('redo'),
    repeats: true,
    inFields: true,
  },
  { id: 'history', chords: [{ key: 'h' }], run: (editor) => editor.view.setState({ historyOpen: true }) },
  {
    id: 'save',
    chords: [{ key: 's', primary: true }],
    run: (editor) => void editor.autosave.flush(),
    inFields: true,
    inDialogs: true,
  },
  { id: 'help', chords: [{ key: '?' }], run: (editor) => editor.view.setState({ shortcutsOpen: true }) },
]
