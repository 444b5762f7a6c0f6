import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import type { Selection } from '#shared/edit/selection.ts'
import { useEditor } from '../editor-context.tsx'
import { scrollAtEdges } from './edge-scroll.ts'
import { headerPx, toTicks } from './geometry.ts'
import { itemsInStretch, type Lane } from './lanes.ts'
import { addToSelection, pickHow } from './pick.ts'
import { useStage } from './stage.ts'

const dragThresholdPx = 4

/** Selects by drawing a box over empty space; with Shift or Ctrl it adds. A click there selects nothing. */
export function useBoxSelect(lanes: readonly Lane[]): (event: ReactPointerEvent<HTMLElement>) => void {
  const editor = useEditor()
  const stage = useStage()
  const listening = useRef<AbortController | null>(null)
  useEffect(() => () => listening.current?.abort(), [])
  return (event) => {
    if (event.button !== 0) return
    listening.current?.abort()
    listening.current = new AbortController()
    const { signal } = listening.current
    const content = event.currentTarget
    const place = (clientX: number, clientY: number): { readonly x: number; readonly y: number } => {
      const { left, top } = content.getBoundingClientRect()
      return { x: Math.max(headerPx, clientX - left), y: clientY - top }
    }
    const begun = place(event.clientX, event.clientY)
    const before: Selection = pickHow(event) === 'only' ? [] : editor.session.getSnapshot().selection
    let pointer = { x: event.clientX, y: event.clientY }
    let drawing = false
    const draw = (): void => {
      const now = place(pointer.x, pointer.y)
      const left = Math.min(begun.x, now.x)
      const top = Math.min(begun.y, now.y)
      const [width, height] = [Math.abs(now.x - begun.x), Math.abs(now.y - begun.y)]
      stage.view.setState({ box: { left, top, width, height } })
      const { scale } = editor.view.getState()
      const touched = [...content.querySelectorAll<HTMLElement>('[data-lane]')].flatMap((row) => {
        const offset = row.getBoundingClientRect().top - content.getBoundingClientRect().top
        const isTouched = offset < top + height && offset + row.offsetHeight > top
        return isTouched ? lanes.filter(({ key }) => key === row.dataset['lane']) : []
      })
      const found = itemsInStretch(touched, toTicks(left - headerPx, scale), toTicks(left + width - headerPx, scale))
      editor.select(addToSelection(before, found))
    }
    const finish = (): void => {
      listening.current?.abort()
      if (!drawing && before.length === 0) editor.select([])
      stage.view.setState({ box: null })
    }
    window.addEventListener(
      'pointermove',
      (moved) => {
        pointer = { x: moved.clientX, y: moved.clientY }
        if (!drawing && Math.hypot(pointer.x - event.clientX, pointer.y - event.clientY) < dragThresholdPx) return
        if (!drawing) scrollAtEdges(stage, () => pointer.x, draw, signal)
        drawing = true
        draw()
      },
      { signal },
    )
    window.addEventListener('pointerup', finish, { signal })
    window.addEventListener('pointercancel', finish, { signal })
  }
}
