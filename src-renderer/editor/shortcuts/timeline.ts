import { zoomBy, zoomStep } from '../actions/zoom.ts'
import type { Shortcut } from './shortcut.ts'

export const timelineShortcuts: readonly Shortcut[] = [
  { id: 'zoom-in', chords: [{ key: '+' }, { key: '=' }], run: (editor) => zoomBy(editor, zoomStep), repeats: true },
  { id: 'zoom-out', chords: [{ key: '-' }], run: (editor) => zoomBy(editor, 1 / zoomStep), repeats: true },
]
