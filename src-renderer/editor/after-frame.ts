/** Where no frame comes, as in a window that is hidden, what waits for one goes on after this; milliseconds. */
const longestFrameMs = 50

/** Calls `act` once what changed until now is on screen. Returns what calls it off. */
export function afterFrame(act: () => void): () => void {
  let frame = 0
  let timer = setTimeout(act, longestFrameMs)
  // Outside a window there are no frames.
  if (typeof requestAnimationFrame === 'function') {
    frame = requestAnimationFrame(() => {
      frame = 0
      clearTimeout(timer)
      // A task that the frame's own callback puts off runs after style, layout and paint.
      timer = setTimeout(act)
    })
  }
  return () => {
    clearTimeout(timer)
    if (frame !== 0) cancelAnimationFrame(frame)
  }
}

/** Calls `act` when the window has nothing to do, after `withinMs` at the latest. Returns what calls it off. Only in a window. */
export function whenIdle(act: () => void, withinMs: number): () => void {
  const request = requestIdleCallback(act, { timeout: withinMs })
  return () => cancelIdleCallback(request)
}
