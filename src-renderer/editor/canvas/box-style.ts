import type { CSSProperties } from 'react'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { TurnedBox } from '#shared/render-plan/picture-points.ts'

/** Where a box of the canvas lies in an element that covers it. */
export function boxStyle({ centre, width, height, rotationDegrees }: TurnedBox, canvas: CanvasSize): CSSProperties {
  return {
    left: `${((centre.x - width / 2) / canvas.width) * 100}%`,
    top: `${((centre.y - height / 2) / canvas.height) * 100}%`,
    width: `${(width / canvas.width) * 100}%`,
    height: `${(height / canvas.height) * 100}%`,
    rotate: `${rotationDegrees}deg`,
  }
}
