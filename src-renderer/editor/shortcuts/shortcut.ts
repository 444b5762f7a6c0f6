import type { text } from '#shared/messages/ui/catalogue.ts'
import type { KeyChord } from '#shared/ipc/areas/keys.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Stable: the keys a user has chosen are stored under it. Its name is `text.shortcuts.actions[id]`. */
export type ShortcutId = keyof typeof text.shortcuts.actions

export type ShortcutGroup = keyof typeof text.shortcuts.groups

export type Shortcut = {
  readonly id: ShortcutId
  /** Unless the user has chosen others. */
  readonly chords: readonly KeyChord[]
  /** `held`: which other keys are down. */
  readonly run: (editor: LessonEditor, held: ReadonlySet<ShortcutId>) => void
  /** When its key is let go. */
  readonly release?: (editor: LessonEditor) => void
  /** Goes on while the key is held down. */
  readonly repeats?: boolean
  /** Works while a text field has the focus, too. */
  readonly inFields?: boolean
  /** Works while a dialog or a menu is open, too. */
  readonly inDialogs?: boolean
}
