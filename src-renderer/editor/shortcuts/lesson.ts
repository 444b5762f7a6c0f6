import type { Shortcut } from './shortcut.ts'

export const lessonShortcuts: readonly Shortcut[] = [
  { id: 'undo', chords: [{ key: 'z', primary: true }], run: (editor) => editor.undo(), repeats: true },
  {
    id: 'redo',
    chords: [
      { key: 'z', primary: true, shift: true },
      { key: 'y', primary: true },
    ],
    run: (editor) => editor.redo(),
    repeats: true,
  },
  { id: 'history', chords: [{ key: 'h' }], run: (editor) => editor.view.setState({ historyOpen: true }) },
  { id: 'save', chords: [{ key: 's', primary: true }], run: (editor) => void editor.autosave.flush(), inFields: true },
  { id: 'help', chords: [{ key: '?' }], run: (editor) => editor.view.setState({ shortcutsOpen: true }) },
]
