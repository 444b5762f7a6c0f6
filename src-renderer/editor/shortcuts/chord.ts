import { text } from '#shared/messages/ui/catalogue.ts'
import type { KeyChord } from '#shared/ipc/areas/keys.ts'

/** What a chord is made from; the parts of a `KeyboardEvent` that matter. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'> &
  Partial<Pick<KeyboardEvent, 'code' | 'getModifierState'>>

/** These are held down with another key. */
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'Dead', 'Process', 'Unidentified'])

/**
 * The chord of a key press, whatever the keyboard: letters count without capitals and, where the alphabet is another one, by
 * their place; signs count as they are printed, however they are reached. Null for a modifier alone.
 */
export function chordOf(press: KeyPress): KeyChord | null {
  if (modifiers.has(press.key)) return null
  const key = keyOf(press)
  const isSign = key.length === 1 && !/[\p{L}\d ]/u.test(key)
  const isComposed = isSign && (press.getModifierState?.('AltGraph') ?? false)
  return {
    key,
    ...(press.shiftKey && !isSign && { shift: true }),
    ...(press.altKey && !isSign && { alt: true }),
    ...((press.ctrlKey || press.metaKey) && !isComposed && { primary: true }),
  }
}

function keyOf({ key, code }: KeyPress): string {
  if (key.length !== 1) return key
  const place = /^Key([A-Z])$/.exec(code ?? '')?.[1]
  return (place !== undefined && !/[!-~]/.test(key) ? place : key).toLowerCase()
}

/** The same text for the same chord. */
export function chordId({ key, shift, alt, primary }: KeyChord): string {
  return `${primary ? 'primary+' : ''}${alt ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`
}

const { keys: words } = text.shortcuts

const keyNames: Readonly<Record<string, string>> = {
  ' ': words.space,
  ArrowLeft: words.left,
  ArrowRight: words.right,
  ArrowUp: words.up,
  ArrowDown: words.down,
  Delete: words.delete,
}

/** The keys of a chord as they are printed on the keyboard. */
export function chordKeys(chord: KeyChord, isMac: boolean): readonly string[] {
  const name = keyNames[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key)
  return [
    ...(chord.primary ? [isMac ? words.cmd : words.ctrl] : []),
    ...(chord.alt ? [words.alt] : []),
    ...(chord.shift ? [words.shift] : []),
    name,
  ]
}
