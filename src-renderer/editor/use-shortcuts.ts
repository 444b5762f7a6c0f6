import { useEffect } from 'react'
import { useEditor } from './editor-context.tsx'
import { findShortcut } from './shortcuts.ts'

const fields = 'input, textarea, [contenteditable="true"], [role="spinbutton"], [role="combobox"]'
/** These take the keys for themselves while they are focused or open. */
const modalSurfaces = '[role="dialog"], [role="menu"], [role="alertdialog"]'
const pressable = 'button, a[href], [role="tab"], [role="radio"], input[type="checkbox"], input[type="radio"]'
const arrowKeys = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])

/** Listens for the editor's keys wherever the focus is, without taking them from what is being typed or pressed. */
export function useShortcuts(): void {
  const editor = useEditor()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const found = findShortcut(event)
      if (!found) return
      const target = event.target instanceof Element ? event.target : null
      if (document.querySelector(modalSurfaces) && !found.shortcut.inFields) return
      const inField = target?.closest(fields) !== null && target !== null && isTyping(target)
      if (inField && !found.shortcut.inFields) return
      const onControl = target?.closest(pressable) ?? null
      if (
        onControl &&
        (event.key === ' ' || (arrowKeys.has(event.key) && onControl.matches('[role="tab"], input, [role="radio"]')))
      )
        return
      if (event.repeat && !arrowKeys.has(event.key) && event.key !== '+' && event.key !== '-') return
      event.preventDefault()
      found.shortcut.run(editor, found.chord)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [editor])
}

function isTyping(target: Element): boolean {
  const field = target.closest(fields)
  return !(field instanceof HTMLInputElement) || !['checkbox', 'radio', 'range', 'button'].includes(field.type)
}
