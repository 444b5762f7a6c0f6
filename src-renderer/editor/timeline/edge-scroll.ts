import type { Stage } from './stage.ts'

const reachPx = 36
/** CSS pixels a frame of the screen, at the edge itself; farther out it goes faster. */
const edgeStepPx = 10
const mostStepPx = 40

/** How far the lanes scroll in one frame while the pointer is held at or beyond one of their ends. */
export function edgeStep(pointerX: number, lanes: { readonly left: number; readonly right: number }): number {
  const before = lanes.left + reachPx - pointerX
  const behind = pointerX - (lanes.right - reachPx)
  const over = Math.max(before, behind)
  if (over <= 0) return 0
  return Math.sign(behind - before) * Math.min(mostStepPx, (over / reachPx) * edgeStepPx)
}

/** Scrolls while the pointer stays at an end of the lanes; calls `onScroll` after each step. Ends when the signal does. */
export function scrollAtEdges(stage: Stage, pointerX: () => number, onScroll: () => void, signal: AbortSignal): void {
  const step = (): void => {
    const before = stage.scrollPx
    const byPx = edgeStep(pointerX(), stage.lanesX)
    if (byPx !== 0) stage.scrollTo(before + byPx)
    if (stage.scrollPx !== before) onScroll()
    frame = requestAnimationFrame(step)
  }
  let frame = requestAnimationFrame(step)
  signal.addEventListener('abort', () => cancelAnimationFrame(frame))
}
