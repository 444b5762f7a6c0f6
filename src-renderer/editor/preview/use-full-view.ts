import { useEffect, type RefObject } from 'react'
import { useStore } from 'zustand'
import { setFullView, viewChoices } from '../canvas/view-choices.ts'
import { isModalOpen } from '../shortcuts/surroundings.ts'

/** Whether the preview fills the window. Then nothing else of the lesson's screen can be reached; Escape leaves. */
export function useFullView(section: RefObject<HTMLElement | null>): boolean {
  const full = useStore(viewChoices, (view) => view.full)
  useEffect(() => {
    const preview = section.current
    if (!full || !preview) return
    const others = everythingBeside(preview)
    for (const element of others) element.inert = true
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isModalOpen()) setFullView(false)
    }
    // The system's own way out of a full screen.
    const changed = (): void => {
      if (!document.fullscreenElement) viewChoices.setState({ full: false })
    }
    window.addEventListener('keydown', press)
    document.addEventListener('fullscreenchange', changed)
    return () => {
      for (const element of others) element.inert = false
      window.removeEventListener('keydown', press)
      document.removeEventListener('fullscreenchange', changed)
    }
  }, [full, section])
  // Another lesson, or the library, is not shown so.
  useEffect(() => () => setFullView(false), [])
  return full
}

/** Its siblings and those of all that it lies in, up to the screen; messages and menus lie outside of that. */
function everythingBeside(preview: HTMLElement): readonly HTMLElement[] {
  const screen = preview.closest('main')?.parentElement
  const beside: HTMLElement[] = []
  for (let at: HTMLElement | null = preview; at && at !== screen; at = at.parentElement)
    for (const other of at.parentElement?.children ?? []) if (other !== at && other instanceof HTMLElement) beside.push(other)
  return beside
}
