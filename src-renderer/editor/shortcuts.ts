import { text } from '#shared/messages/ui/catalogue.ts'
import { deleteSelection, moveSelectedClip, splitAtPlayhead, trimToPlayhead } from './actions/clips.ts'
import { addCaptionAtPlayhead, addQuestionAtPlayhead } from './actions/cues.ts'
import { seekEnd, seekStart, skipSeconds, stepPlayhead } from './actions/playhead.ts'
import { zoomBy, zoomStep } from './actions/zoom.ts'
import type { LessonEditor } from './lesson-editor.ts'
import { changeRate, toggleLoop } from './preview/play-controls.ts'

export type KeyChord = {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string
  readonly shift?: boolean
  readonly alt?: boolean
  /** Ctrl, or Command on a Mac. */
  readonly primary?: boolean
}

export type Shortcut = {
  readonly chords: readonly KeyChord[]
  readonly group: keyof typeof text.shortcuts.groups
  readonly name: string
  readonly run: (editor: LessonEditor, chord: KeyChord) => void
  /** Works while a text field has the focus, too. */
  readonly inFields?: boolean
}

const { actions } = text.shortcuts

/** Every key of the editor; the help dialog lists this table. */
export const shortcuts: readonly Shortcut[] = [
  { chords: [{ key: ' ' }], group: 'playback', name: actions.playPause, run: (editor) => editor.togglePlay() },
  {
    chords: [{ key: 'ArrowLeft' }, { key: 'ArrowRight' }],
    group: 'playback',
    name: actions.frame,
    run: (editor, { key }) => stepPlayhead(editor, key === 'ArrowLeft' ? -1 : 1),
  },
  {
    chords: [
      { key: 'ArrowLeft', shift: true },
      { key: 'ArrowRight', shift: true },
    ],
    group: 'playback',
    name: actions.second,
    run: (editor, { key }) => skipSeconds(editor, key === 'ArrowLeft' ? -1 : 1),
  },
  {
    chords: [{ key: 'Home' }, { key: 'End' }],
    group: 'playback',
    name: actions.startEnd,
    run: (editor, { key }) => (key === 'Home' ? seekStart(editor) : seekEnd(editor)),
  },
  { chords: [{ key: 'l', shift: true }], group: 'playback', name: actions.loop, run: toggleLoop },
  {
    chords: [{ key: '<' }, { key: '>' }],
    group: 'playback',
    name: actions.speed,
    run: (editor, { key }) => changeRate(editor, key === '<' ? -1 : 1),
  },
  { chords: [{ key: 's' }], group: 'editing', name: actions.split, run: splitAtPlayhead },
  {
    chords: [{ key: 'i' }, { key: '[' }],
    group: 'editing',
    name: actions.trimStart,
    run: (editor) => trimToPlayhead(editor, 'start'),
  },
  {
    chords: [{ key: 'o' }, { key: ']' }],
    group: 'editing',
    name: actions.trimEnd,
    run: (editor) => trimToPlayhead(editor, 'end'),
  },
  { chords: [{ key: 'Delete' }, { key: 'Backspace' }], group: 'editing', name: actions.delete, run: deleteSelection },
  {
    chords: [
      { key: 'ArrowLeft', alt: true },
      { key: 'ArrowRight', alt: true },
    ],
    group: 'editing',
    name: actions.move,
    run: (editor, { key }) => moveSelectedClip(editor, key === 'ArrowLeft' ? -1 : 1),
  },
  { chords: [{ key: 'q' }], group: 'editing', name: actions.question, run: addQuestionAtPlayhead },
  { chords: [{ key: 'c' }], group: 'editing', name: actions.caption, run: addCaptionAtPlayhead },
  { chords: [{ key: '+' }, { key: '=' }], group: 'timeline', name: actions.zoomIn, run: (editor) => zoomBy(editor, zoomStep) },
  { chords: [{ key: '-' }], group: 'timeline', name: actions.zoomOut, run: (editor) => zoomBy(editor, 1 / zoomStep) },
  { chords: [{ key: 'z', primary: true }], group: 'lesson', name: actions.undo, run: (editor) => editor.undo() },
  {
    chords: [
      { key: 'z', primary: true, shift: true },
      { key: 'y', primary: true },
    ],
    group: 'lesson',
    name: actions.redo,
    run: (editor) => editor.redo(),
  },
  {
    chords: [{ key: 's', primary: true }],
    group: 'lesson',
    name: actions.save,
    run: (editor) => void editor.autosave.flush(),
    inFields: true,
  },
  {
    chords: [{ key: '?' }],
    group: 'lesson',
    name: actions.help,
    run: (editor) => editor.view.setState({ shortcutsOpen: true }),
  },
]

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** The shortcut and chord that a key press means. Shift is ignored for keys that only exist with it ("?", "+"). */
export function findShortcut(press: KeyPress): { readonly shortcut: Shortcut; readonly chord: KeyChord } | null {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const isSign = key.length === 1 && !/[a-z0-9 ]/.test(key)
  for (const shortcut of shortcuts) {
    const chord = shortcut.chords.find(
      (candidate) =>
        candidate.key === key &&
        (candidate.primary ?? false) === (press.ctrlKey || press.metaKey) &&
        (candidate.alt ?? false) === press.altKey &&
        (isSign || (candidate.shift ?? false) === press.shiftKey),
    )
    if (chord) return { shortcut, chord }
  }
  return null
}

const keyNames: Readonly<Record<string, string>> = {
  ' ': text.shortcuts.keys.space,
  ArrowLeft: text.shortcuts.keys.left,
  ArrowRight: text.shortcuts.keys.right,
  Delete: text.shortcuts.keys.delete,
}

/** The keys of a chord as they are printed on the keyboard. */
export function chordKeys(chord: KeyChord, isMac: boolean): readonly string[] {
  const { keys } = text.shortcuts
  const name = keyNames[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key)
  return [
    ...(chord.primary ? [isMac ? keys.cmd : keys.ctrl] : []),
    ...(chord.alt ? [keys.alt] : []),
    ...(chord.shift ? [keys.shift] : []),
    name,
  ]
}
