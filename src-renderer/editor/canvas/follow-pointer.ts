/** Less is a click. */
const thresholdPx = 3

type Steps = {
  /** With the first movement, before it is followed. */
  readonly begin: () => void
  readonly follow: (event: PointerEvent) => void
  /** After a drag; `keep` false where Escape gave it up. */
  readonly end: (keep: boolean) => void
  /** Instead of a drag. */
  readonly click?: () => void
}

type Pressed = { readonly clientX: number; readonly clientY: number; readonly pointerId: number }

/** Follows a pressed pointer, and no other finger, until its button is let go. Answers what gives it up, as Escape does. */
export function followPointer({ clientX, clientY, pointerId }: Pressed, { begin, follow, end, click }: Steps): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let dragging = false
  const finish = (keep: boolean): void => {
    if (signal.aborted) return
    listening.abort()
    if (dragging) end(keep)
    else if (keep) click?.()
  }
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== pointerId) return
      if (!dragging && Math.hypot(event.clientX - clientX, event.clientY - clientY) < thresholdPx) return
      if (!dragging) begin()
      dragging = true
      follow(event)
    },
    { signal },
  )
  window.addEventListener('pointerup', (event) => event.pointerId === pointerId && finish(true), { signal })
  window.addEventListener('pointercancel', (event) => event.pointerId === pointerId && finish(false), { signal })
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      finish(false)
    },
    { signal, capture: true },
  )
  return () => finish(false)
}
