import { useStore } from 'zustand'
import type { KeyChord } from '#shared/ipc/areas/keys.ts'
import { chordKeys } from './chord.ts'
import { keyStore } from './key-store.ts'
import { chordsOf, shortcuts } from './keymap.ts'
import type { ShortcutId } from './shortcut.ts'

/** Apple keyboards name the keys differently. */
export const isMac = navigator.userAgent.includes('Mac OS')

/** A chord in one line. */
export const shownChord = (chord: KeyChord): string => chordKeys(chord, isMac).join(' ')

/** The key that does something, as the user has set it, for `keys` of a button; nothing where it has none. */
export function useKeys(id: ShortcutId): { readonly keys?: string } {
  const choices = useStore(keyStore, (state) => state.choices)
  const shortcut = shortcuts.find((each) => each.id === id)
  const [chord] = shortcut ? chordsOf(shortcut, choices) : []
  return chord ? { keys: shownChord(chord) } : {}
}
