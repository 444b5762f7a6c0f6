import { addMarkerAtPlayhead } from '../actions/markers.ts'
import { toggleSnapping } from '../actions/snapping.ts'
import { zoomBy, zoomStep } from '../actions/zoom.ts'
import type { Shortcut } from './shortcut.ts'

export const timelineShortcuts: readonly Shortcut[] = [
  { id: 'marker', chords: [{ key: 'm' }], run: addMarkerAtPlayhead },
  { id: 'snap', chords: [{ key: 'n' }], run: toggleSnapping },
  { id: 'tool-select', chords: [{ key: 'v' }], run: (editor) => editor.view.setState({ tool: 'select' }) },
  { id: 'tool-slip', chords: [{ key: 'y' }], run: (editor) => editor.view.setState({ tool: 'slip' }) },
  { id: 'tool-slide', chords: [{ key: 'u' }], run: (editor) => editor.view.setState({ tool: 'slide' }) },
  { id: 'zoom-in', chords: [{ key: '+' }, { key: '=' }], run: (editor) => zoomBy(editor, zoomStep), repeats: true },
  { id: 'zoom-out', chords: [{ key: '-' }], run: (editor) => zoomBy(editor, 1 / zoomStep), repeats: true },
]
