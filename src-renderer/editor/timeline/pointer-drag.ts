import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import { useEditor } from '../editor-context.tsx'
import { scrollAtEdges } from './edge-scroll.ts'
import { useStage } from './stage.ts'

/** A press becomes a drag after this many pixels; less is a click. */
const dragThresholdPx = 4

/** Where the pointer is now. `deltaPx` counts from the press, to the right, along the timeline and not the screen. */
export type Moved = { readonly deltaPx: number; readonly clientX: number; readonly clientY: number }

export type DragSteps = {
  /** Shows in the document how far the pointer went. */
  readonly follow: (moved: Moved) => void
  /** After a drag, kept or not. */
  readonly end?: () => void
  /** Instead of a drag, where the pointer did not move. */
  readonly click?: () => void
}

/** Drags that make one step of the history: the button's release keeps, Escape gives up. Answers what to call on a press. */
export function usePointerDrag(): (event: ReactPointerEvent, steps: DragSteps) => void {
  const editor = useEditor()
  const stage = useStage()
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])
  return (event, { follow, end, click }) => {
    if (event.button !== 0) return
    giveUp.current?.()
    const pressed = { x: event.clientX, y: event.clientY, scrollPx: stage.scrollPx }
    let pointer = { x: event.clientX, y: event.clientY }
    const listening = new AbortController()
    const { signal } = listening
    let dragging = false
    const finish = (keep: boolean): void => {
      listening.abort()
      giveUp.current = null
      if (!dragging) {
        if (keep) click?.()
        return
      }
      if (keep) editor.tell(editor.session.commitDrag())
      else editor.session.cancelDrag()
      stage.view.setState({ snapTicks: null })
      end?.()
    }
    giveUp.current = () => finish(false)
    const tell = (): void => {
      const scrolledPx = stage.scrollPx - pressed.scrollPx
      follow({ deltaPx: pointer.x - pressed.x + scrolledPx, clientX: pointer.x, clientY: pointer.y })
    }
    window.addEventListener(
      'pointermove',
      (moved) => {
        pointer = { x: moved.clientX, y: moved.clientY }
        if (!dragging && Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) < dragThresholdPx) return
        if (!dragging) {
          dragging = true
          editor.session.beginDrag()
          scrollAtEdges(stage, () => pointer.x, tell, signal)
        }
        tell()
      },
      { signal },
    )
    window.addEventListener('pointerup', () => finish(true), { signal })
    window.addEventListener('pointercancel', () => finish(false), { signal })
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape') return
        key.stopPropagation()
        finish(false)
      },
      { signal, capture: true },
    )
  }
}
