import type { KeyChoices, KeyChord } from '#shared/ipc/areas/keys.ts'
import { chordId } from './chord.ts'
import { editingShortcuts } from './editing.ts'
import { lessonShortcuts } from './lesson.ts'
import { playbackShortcuts } from './playback.ts'
import type { Shortcut, ShortcutGroup, ShortcutId } from './shortcut.ts'
import { timelineShortcuts } from './timeline.ts'

/** Every key of the editor; the dialog lists this table. */
export const shortcutGroups: readonly { readonly group: ShortcutGroup; readonly shortcuts: readonly Shortcut[] }[] = [
  { group: 'playback', shortcuts: playbackShortcuts },
  { group: 'editing', shortcuts: editingShortcuts },
  { group: 'timeline', shortcuts: timelineShortcuts },
  { group: 'lesson', shortcuts: lessonShortcuts },
]

export const shortcuts: readonly Shortcut[] = shortcutGroups.flatMap((each) => each.shortcuts)

/** The keys of a shortcut: those the user has chosen, else its own. */
export function chordsOf(shortcut: Shortcut, choices: KeyChoices): readonly KeyChord[] {
  return choices[shortcut.id] ?? shortcut.chords
}

export type Keymap = ReadonlyMap<string, Shortcut>

/** By `chordId`. A key that the user has chosen counts before one that a shortcut has of its own. */
export function makeKeymap(choices: KeyChoices): Keymap {
  const keymap = new Map<string, Shortcut>()
  const isChosen = (shortcut: Shortcut): boolean => choices[shortcut.id] !== undefined
  for (const shortcut of [...shortcuts.filter((each) => !isChosen(each)), ...shortcuts.filter(isChosen)])
    for (const chord of chordsOf(shortcut, choices)) keymap.set(chordId(chord), shortcut)
  return keymap
}

/** Whose key it is, other than that of `id`. */
export function findOwner(chord: KeyChord, id: ShortcutId, choices: KeyChoices): Shortcut | null {
  const owner = makeKeymap(choices).get(chordId(chord))
  return owner && owner.id !== id ? owner : null
}

/** Makes a chord the one key of a shortcut; whoever had it loses it. What is as it was at first is not kept as a choice. */
export function chooseKey(choices: KeyChoices, id: ShortcutId, chord: KeyChord): KeyChoices {
  const owner = findOwner(chord, id, choices)
  const without = owner && chordsOf(owner, choices).filter((each) => chordId(each) !== chordId(chord))
  return tidy({ ...choices, ...(owner && without && { [owner.id]: without }), [id]: [chord] })
}

/** Puts the keys of a shortcut back; whoever has one of them by choice loses it. */
export function resetKey(choices: KeyChoices, id: ShortcutId): KeyChoices {
  const shortcut = shortcuts.find((each) => each.id === id)
  const own = new Set(shortcut?.chords.map(chordId))
  const others = Object.entries(choices).filter(([each]) => each !== id)
  return tidy(Object.fromEntries(others.map(([each, chords]) => [each, chords.filter((chord) => !own.has(chordId(chord)))])))
}

function tidy(choices: KeyChoices): KeyChoices {
  const keymap = makeKeymap(choices)
  const isNeeded = ([id, chords]: readonly [string, readonly KeyChord[]]): boolean => {
    const own = shortcuts.find((each) => each.id === id)?.chords
    if (!own) return true
    // One that lost its key gets it back as soon as that is free.
    if (chords.length === 0) return own.some((chord) => keymap.has(chordId(chord)))
    return own.length !== chords.length || own.some((chord, index) => chordId(chord) !== chordId(chords[index] ?? chord))
  }
  return Object.fromEntries(Object.entries(choices).filter(isNeeded))
}

const movingKeys = new Set(['Tab', 'Enter', 'ArrowUp', 'ArrowDown', 'ContextMenu'])

/** Keys without which nobody could move around the window. */
export function isReserved({ key, alt, primary }: KeyChord): boolean {
  return movingKeys.has(key) && !alt && !primary
}
