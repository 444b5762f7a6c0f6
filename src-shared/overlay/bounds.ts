import type { CanvasSize } from '../project/schema/document.ts'
import type { Ticks } from '../time/ticks.ts'
import type { PaintedOverlay, PixelBox } from './model.ts'
import { isResting, poseAt } from './pose.ts'

export type Edges = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The smallest even box around some edges, cut to the canvas; null where nothing of it is on the canvas. */
export function evenBoxOnCanvas(edges: Edges, canvas: CanvasSize): PixelBox | null {
  const x = Math.max(0, evenBelow(edges.left))
  const y = Math.max(0, evenBelow(edges.top))
  const width = Math.min(evenBelow(canvas.width), evenAbove(edges.right)) - x
  const height = Math.min(evenBelow(canvas.height), evenAbove(edges.bottom)) - y
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** The smallest even box around some edges, wherever it lies. */
export function evenBoxAround({ left, right, top, bottom }: Edges): PixelBox {
  const x = evenBelow(left)
  const y = evenBelow(top)
  return { x, y, width: Math.max(2, evenAbove(right) - x), height: Math.max(2, evenAbove(bottom) - y) }
}

/** Smoothed edges of what is turned or scaled reach this far beyond its box. */
const smoothing = 1.5

/** Where an overlay shows on the canvas at an instant; null where nothing of it is seen. */
export function boundsAt(overlay: PaintedOverlay, instant: Ticks, canvas: CanvasSize): PixelBox | null {
  const { x, y, width, height } = overlay.box
  const pose = poseAt(overlay, instant)
  if (pose.opacity === 0 || pose.scale === 0) return null
  if (isResting(pose) || !overlay.motion)
    return evenBoxOnCanvas({ left: x, right: x + width, top: y, bottom: y + height }, canvas)
  const { pivot } = overlay.motion
  const radians = (pose.rotationDegrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians) * pose.scale, Math.sin(radians) * pose.scale]
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const
  const placed = corners.map(([cx, cy]) => ({
    x: pivot.x + pose.x + (cx - pivot.x) * cos - (cy - pivot.y) * sin,
    y: pivot.y + pose.y + (cx - pivot.x) * sin + (cy - pivot.y) * cos,
  }))
  const edges = {
    left: Math.min(...placed.map((corner) => corner.x)) - smoothing,
    right: Math.max(...placed.map((corner) => corner.x)) + smoothing,
    top: Math.min(...placed.map((corner) => corner.y)) - smoothing,
    bottom: Math.max(...placed.map((corner) => corner.y)) + smoothing,
  }
  return evenBoxOnCanvas(edges, canvas)
}

function evenBelow(value: number): number {
  return 2 * Math.floor(value / 2)
}

function evenAbove(value: number): number {
  return 2 * Math.ceil(value / 2)
}
