import { useEffect, useEffectEvent, type RefObject } from 'react'

/** Before which one something is put that is dropped beside a row; null: last. */
export function placeBefore(
  order: readonly string[],
  moved: string,
  target: string,
  position: 'before' | 'after' | 'on',
): string | null {
  const others = order.filter((each) => each !== moved)
  if (position !== 'after') return target
  return others[others.indexOf(target) + 1] ?? null
}

type Move = { readonly moved: string; readonly before: string | null }

/** What Alt and an arrow key do to the row with the focus; null for other keys and where it cannot go further. */
function readMove(event: KeyboardEvent, order: readonly string[]): Move | null {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return null
  const moved = event.target instanceof Element ? event.target.closest('[data-row]')?.getAttribute('data-row') : null
  const index = order.indexOf(moved ?? '')
  const target = order[event.key === 'ArrowUp' ? index - 1 : index + 1]
  if (moved === null || moved === undefined || index < 0 || target === undefined) return null
  return { moved, before: placeBefore(order, moved, target, event.key === 'ArrowUp' ? 'before' : 'after') }
}

/** Moves rows (elements with `data-row`) with Alt and the arrow keys; before the list takes the keys for itself. */
export function useMoveKeys(
  region: RefObject<HTMLElement | null>,
  order: readonly string[],
  move: (moved: string, before: string | null) => void,
): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const wanted = readMove(event, order)
    if (!wanted) return
    event.preventDefault()
    event.stopPropagation()
    move(wanted.moved, wanted.before)
  })
  useEffect(() => {
    const element = region.current
    const listen = (event: KeyboardEvent): void => press(event)
    element?.addEventListener('keydown', listen, { capture: true })
    return () => element?.removeEventListener('keydown', listen, { capture: true })
  }, [region])
}
