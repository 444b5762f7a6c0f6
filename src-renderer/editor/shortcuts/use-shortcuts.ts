import { useEffect } from 'react'
import { watchShuttle } from '../actions/shuttle.ts'
import { useEditor } from '../editor-context.tsx'
import { chordId, chordOf } from './chord.ts'
import { keyStore } from './key-store.ts'
import type { Shortcut, ShortcutId } from './shortcut.ts'
import { isModalOpen, isTyping } from './surroundings.ts'

const pressable = 'button, a[href], [role="tab"], [role="radio"], input[type="checkbox"], input[type="radio"]'
const movingKeys = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])

/** Listens for the editor's keys wherever the focus is, without taking them from what is being typed or pressed. */
export function useShortcuts(): void {
  const editor = useEditor()
  useEffect(() => watchShuttle(editor), [editor])
  useEffect(() => {
    /** By the physical key: its letter may change when Shift is let go first. */
    const held = new Map<string, Shortcut>()
    const heldIds = (): ReadonlySet<ShortcutId> => new Set([...held.values()].map(({ id }) => id))
    const press = (event: KeyboardEvent): void => {
      const isInField = event.target instanceof Element && isTyping(event.target)
      // Many a field lets no key out, and none needs these itself; elsewhere what has the focus comes first.
      if (isInField !== (event.eventPhase === Event.CAPTURING_PHASE)) return
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event)
      const shortcut = chord && keyStore.getState().keymap.get(chordId(chord))
      if (!shortcut || !isMeant(event, shortcut)) return
      event.preventDefault()
      if (event.repeat && !shortcut.repeats) return
      shortcut.run(editor, heldIds())
      if (shortcut.release) held.set(event.code, shortcut)
    }
    const release = (event: KeyboardEvent): void => {
      const shortcut = held.get(event.code)
      held.delete(event.code)
      shortcut?.release?.(editor)
    }
    const releaseAll = (): void => {
      for (const shortcut of held.values()) shortcut.release?.(editor)
      held.clear()
    }
    window.addEventListener('keydown', press)
    window.addEventListener('keydown', press, { capture: true })
    window.addEventListener('keyup', release)
    window.addEventListener('blur', releaseAll)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('keydown', press, { capture: true })
      window.removeEventListener('keyup', release)
      window.removeEventListener('blur', releaseAll)
    }
  }, [editor])
}

/** Not while a dialog is open, nor where the key types a letter or presses what has the focus. */
function isMeant(event: KeyboardEvent, { inFields = false, inDialogs = false }: Shortcut): boolean {
  if (isModalOpen() && !inDialogs) return false
  const target = event.target instanceof Element ? event.target : null
  if (target && isTyping(target)) return inFields
  const control = target?.closest(pressable)
  if (!control) return true
  return event.key !== ' ' && !(movingKeys.has(event.key) && control.matches('[role="tab"], input, [role="radio"]'))
}
