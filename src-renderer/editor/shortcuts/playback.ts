import { seekEnd, seekStart, skipSeconds, stepPlayhead } from '../actions/playhead.ts'
import { clearRange, markRange } from '../actions/range.ts'
import { endSlowShuttle, shuttle } from '../actions/shuttle.ts'
import { setFullView, viewChoices } from '../canvas/view-choices.ts'
import { changeRate, toggleLoop } from '../preview/play-controls.ts'
import type { Shortcut } from './shortcut.ts'

export const playbackShortcuts: readonly Shortcut[] = [
  { id: 'play', chords: [{ key: ' ' }], run: (editor) => editor.togglePlay() },
  {
    id: 'shuttle-back',
    chords: [{ key: 'j' }],
    run: (editor, held) => shuttle(editor, -1, held.has('shuttle-stop')),
    release: endSlowShuttle,
  },
  { id: 'shuttle-stop', chords: [{ key: 'k' }], run: (editor) => editor.pause(), release: endSlowShuttle },
  {
    id: 'shuttle-forward',
    chords: [{ key: 'l' }],
    run: (editor, held) => shuttle(editor, 1, held.has('shuttle-stop')),
    release: endSlowShuttle,
  },
  { id: 'frame-back', chords: [{ key: 'ArrowLeft' }], run: (editor) => stepPlayhead(editor, -1), repeats: true },
  { id: 'frame-forward', chords: [{ key: 'ArrowRight' }], run: (editor) => stepPlayhead(editor, 1), repeats: true },
  { id: 'second-back', chords: [{ key: 'ArrowLeft', shift: true }], run: (editor) => skipSeconds(editor, -1), repeats: true },
  { id: 'second-forward', chords: [{ key: 'ArrowRight', shift: true }], run: (editor) => skipSeconds(editor, 1), repeats: true },
  { id: 'start', chords: [{ key: 'Home' }], run: seekStart },
  { id: 'end', chords: [{ key: 'End' }], run: seekEnd },
  { id: 'mark-start', chords: [{ key: 'i' }], run: (editor) => markRange(editor, 'start') },
  { id: 'mark-end', chords: [{ key: 'o' }], run: (editor) => markRange(editor, 'end') },
  { id: 'clear-range', chords: [{ key: 'x', shift: true }], run: clearRange },
  { id: 'loop', chords: [{ key: 'l', shift: true }], run: toggleLoop },
  { id: 'full-screen', chords: [{ key: 'f' }], run: () => setFullView(!viewChoices.getState().full) },
  { id: 'slower', chords: [{ key: '<' }], run: (editor) => changeRate(editor, -1) },
  { id: 'faster', chords: [{ key: '>' }], run: (editor) => changeRate(editor, 1) },
]
