import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import { useEditor } from '../editor-context.tsx'

/** A press becomes a drag after this many pixels; less is a click. */
const dragThresholdPx = 4

type DragSteps = {
  /** Shows in the document how far the pointer went, in CSS pixels to the right. */
  readonly follow: (deltaPx: number) => void
  /** After a drag, kept or not. */
  readonly end?: () => void
}

/** Drags that make one step of the history: the button's release keeps, Escape gives up. Answers what to call on a press. */
export function usePointerDrag(): (event: ReactPointerEvent, steps: DragSteps) => void {
  const editor = useEditor()
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])
  return (event, { follow, end }) => {
    if (event.button !== 0) return
    giveUp.current?.()
    const pressedX = event.clientX
    const listening = new AbortController()
    let dragging = false
    const finish = (keep: boolean): void => {
      listening.abort()
      giveUp.current = null
      if (!dragging) return
      if (keep) editor.tell(editor.session.commitDrag())
      else editor.session.cancelDrag()
      end?.()
    }
    giveUp.current = () => finish(false)
    const { signal } = listening
    window.addEventListener(
      'pointermove',
      (moved) => {
        const deltaPx = moved.clientX - pressedX
        if (!dragging && Math.abs(deltaPx) < dragThresholdPx) return
        if (!dragging) {
          dragging = true
          editor.session.beginDrag()
        }
        follow(deltaPx)
      },
      { signal },
    )
    window.addEventListener('pointerup', () => finish(true), { signal })
    window.addEventListener('pointercancel', () => finish(false), { signal })
    window.addEventListener(
      'keydown',
      (pressed) => {
        if (pressed.key !== 'Escape') return
        pressed.stopPropagation()
        finish(false)
      },
      { signal, capture: true },
    )
  }
}
