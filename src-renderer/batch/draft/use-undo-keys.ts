import { useEffect } from 'react'
import type { DraftSession } from './draft-session.ts'

/** Ctrl+Z and its opposite, except while something is typed: a field takes back its own letters. */
export function useUndoKeys(session: DraftSession): void {
  useEffect(() => {
    const act = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof HTMLTextAreaElement ||
        (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox')
      if (isTyping || event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) session.undo()
      else if (key === 'y' || (key === 'z' && event.shiftKey)) session.redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', act)
    return () => window.removeEventListener('keydown', act)
  }, [session])
}
