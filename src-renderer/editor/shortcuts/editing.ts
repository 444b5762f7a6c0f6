import {
  changeClipSpeed,
  deleteSelection,
  detachSound,
  freezeAtPlayhead,
  liftSelection,
  moveSelectedClip,
  reverseClip,
  splitAtPlayhead,
  splitEverything,
} from '../actions/clips.ts'
import { copyByKey, cutByKey, duplicateSelection, pasteByKey } from '../actions/clipboard.ts'
import { addCaptionAtPlayhead, addQuestionAtPlayhead } from '../actions/cues.ts'
import { groupSelection, ungroupSelection } from '../actions/groups.ts'
import { rippleDelete } from '../actions/range.ts'
import { trimToPlayhead } from '../actions/trim.ts'
import { seekKeyframe, toggleKeyframe } from '../canvas/picture-actions.ts'
import { goToNextUncertain } from '../speech/go-to-word.ts'
import { toggleVoiceOver } from '../voice-over/voice-over.ts'
import type { Shortcut } from './shortcut.ts'

export const editingShortcuts: readonly Shortcut[] = [
  { id: 'split', chords: [{ key: 's' }], run: splitAtPlayhead },
  { id: 'split-all', chords: [{ key: 's', shift: true }], run: splitEverything },
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
  { id: 'copy', chords: [{ key: 'c', primary: true }], run: copyByKey },
  { id: 'cut', chords: [{ key: 'x', primary: true }], run: cutByKey },
  { id: 'paste', chords: [{ key: 'v', primary: true }], run: pasteByKey },
  { id: 'duplicate', chords: [{ key: 'd', primary: true }], run: duplicateSelection },
  { id: 'group', chords: [{ key: 'g' }], run: groupSelection },
  { id: 'ungroup', chords: [{ key: 'g', shift: true }], run: ungroupSelection },
  { id: 'freeze', chords: [{ key: 'f', shift: true }], run: freezeAtPlayhead },
  { id: 'keyframe', chords: [{ key: 'p' }], run: toggleKeyframe },
  { id: 'keyframe-before', chords: [{ key: ',' }], run: (editor) => seekKeyframe(editor, 'before') },
  { id: 'keyframe-after', chords: [{ key: '.' }], run: (editor) => seekKeyframe(editor, 'after') },
  { id: 'reverse', chords: [{ key: 'r' }], run: reverseClip },
  { id: 'clip-slower', chords: [{ key: 'w' }], run: (editor) => changeClipSpeed(editor, -1) },
  { id: 'clip-faster', chords: [{ key: 'e' }], run: (editor) => changeClipSpeed(editor, 1) },
  { id: 'detach-sound', chords: [{ key: 'd' }], run: detachSound },
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
  { id: 'next-uncertain', chords: [{ key: 'F8' }], run: goToNextUncertain, inFields: true },
  { id: 'voice-over', chords: [{ key: 'v', shift: true }], run: toggleVoiceOver },
]
