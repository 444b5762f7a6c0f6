/** Where no frame comes, as in a window that is hidden, what waits for one goes on after this; milliseconds. */
const longestFrameMs = 50

/** Calls `act` once what changed until now is on screen. Returns what calls it off. */
export function afterFrame(act: () => void): () => void {
  let frame = 0
  const { port1, port2 } = new MessageChannel()
  const cancel = (): void => {
    clearTimeout(timer)
    if (frame !== 0) cancelAnimationFrame(frame)
    port1.close()
  }
  const finish = (): void => {
    cancel()
    act()
  }
  const timer = setTimeout(finish, longestFrameMs)
  // A task that the frame's own callback posts runs after style, layout and paint.
  port1.addEventListener('message', finish)
  port1.start()
  // Outside a window there are no frames.
  if (typeof requestAnimationFrame === 'function') {
    frame = requestAnimationFrame(() => {
      frame = 0
      port2.postMessage(null)
    })
  }
  return cancel
}
