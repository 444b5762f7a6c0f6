import type { PointerEvent as ReactPointerEvent } from 'react'

/** Where a row that is dragged would stand: after every other row whose middle the pointer has passed. */
export function rowPlace(middles: readonly number[], from: number, pointerY: number): number {
  return middles.filter((middle, index) => index !== from && middle < pointerY).length
}

type Steps = {
  /** The rows of the list, the dragged one among them. */
  readonly rows: () => readonly HTMLElement[]
  readonly from: number
  /** Where it would stand now; null once the drag is over. */
  readonly onPlace: (place: number | null) => void
  readonly onDrop: (place: number) => void
}

/** Drags a row of a list by its handle: the release keeps, Escape gives up. */
export function startRowDrag(event: ReactPointerEvent, { rows, from, onPlace, onDrop }: Steps): void {
  if (event.button !== 0) return
  event.preventDefault()
  const listening = new AbortController()
  const { signal } = listening
  let place = from
  const finish = (keep: boolean): void => {
    listening.abort()
    onPlace(null)
    if (keep && place !== from) onDrop(place)
  }
  const follow = ({ clientY }: PointerEvent): void => {
    const middles = rows().map((row) => {
      const { top, height } = row.getBoundingClientRect()
      return top + height / 2
    })
    place = rowPlace(middles, from, clientY)
    onPlace(place)
  }
  window.addEventListener('pointermove', follow, { signal })
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
