import { deleteSelection, liftSelection, moveSelectedClip, splitAtPlayhead, trimToPlayhead } from '../actions/clips.ts'
import { addCaptionAtPlayhead, addQuestionAtPlayhead } from '../actions/cues.ts'
import { rippleDelete } from '../actions/range.ts'
import type { Shortcut } from './shortcut.ts'

export const editingShortcuts: readonly Shortcut[] = [
  { id: 'split', chords: [{ key: 's' }], run: splitAtPlayhead },
  { id: 'trim-start', chords: [{ key: '[' }], run: (editor) => trimToPlayhead(editor, 'start') },
  { id: 'trim-end', chords: [{ key: ']' }], run: (editor) => trimToPlayhead(editor, 'end') },
  { id: 'ripple-delete', chords: [{ key: 'x' }], run: rippleDelete },
  { id: 'delete', chords: [{ key: 'Delete' }, { key: 'Backspace' }], run: deleteSelection },
  {
    id: 'lift',
    chords: [
      { key: 'Delete', shift: true },
      { key: 'Backspace', shift: true },
    ],
    run: liftSelection,
  },
  {
    id: 'move-earlier',
    chords: [{ key: 'ArrowLeft', alt: true }],
    run: (editor) => moveSelectedClip(editor, -1),
    repeats: true,
  },
  {
    id: 'move-later',
    chords: [{ key: 'ArrowRight', alt: true }],
    run: (editor) => moveSelectedClip(editor, 1),
    repeats: true,
  },
  { id: 'question', chords: [{ key: 'q' }], run: addQuestionAtPlayhead },
  { id: 'caption', chords: [{ key: 'c' }], run: addCaptionAtPlayhead },
]
