import { chordKeys, type KeyChord } from './shortcuts.ts'

/** Apple keyboards name the keys differently. */
export const isMac = navigator.userAgent.includes('Mac OS')

/** A chord in one line, for tooltips. */
export function shownKeys(chord: KeyChord): string {
  return chordKeys(chord, isMac).join(' ')
}
