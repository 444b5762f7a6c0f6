import type { ShapeItem } from './model.ts'

/** One line of a panel that hugs its text: the panel's edges there, and where capitals start and letters stand. */
export type PanelLine = { readonly left: number; readonly right: number; readonly capTop: number; readonly baseline: number }

export type PanelPadding = { readonly above: number; readonly below: number; readonly radius: number }

type Row = { left: number; right: number; top: number; bottom: number }

/** One shape around all lines, each as wide as its text; the steps between lines are rounded, tiny ones are levelled. */
export function panelAround(lines: readonly PanelLine[], padding: PanelPadding, fill: string): ShapeItem {
  const rows = levelRows(stackRows(lines, padding), padding.radius * 2)
  const rightSide = rows.flatMap((row) => [
    { x: row.right, y: row.top },
    { x: row.right, y: row.bottom },
  ])
  const leftSide = rows.toReversed().flatMap((row) => [
    { x: row.left, y: row.bottom },
    { x: row.left, y: row.top },
  ])
  const corners = dropStraight([...rightSide, ...leftSide])
  return {
    kind: 'shape',
    fill,
    corners: corners.map((corner, index) => {
      const before = corners.at(index - 1) ?? corner
      const after = corners[(index + 1) % corners.length] ?? corner
      const room = Math.min(distance(corner, before), distance(corner, after)) / 2
      return { ...corner, radius: Math.min(padding.radius, room) }
    }),
  }
}

/** Where two lines meet, the wider one keeps its full padding: only its edge is seen there. */
function stackRows(lines: readonly PanelLine[], padding: PanelPadding): Row[] {
  return lines.map((line, index) => {
    const above = lines[index - 1]
    const below = lines[index + 1]
    return {
      left: line.left,
      right: line.right,
      top: above ? seam(above, line, padding) : line.capTop - padding.above,
      bottom: below ? seam(line, below, padding) : line.baseline + padding.below,
    }
  })
}

function seam(upper: PanelLine, lower: PanelLine, padding: PanelPadding): number {
  const upperIsWider = upper.right - upper.left >= lower.right - lower.left
  return upperIsWider ? upper.baseline + padding.below : lower.capTop - padding.above
}

/** Edges that differ by less than two corners are set to the outer one, until none is left. */
function levelRows(rows: Row[], leastStep: number): Row[] {
  let changed = true
  while (changed) {
    changed = false
    for (let index = 1; index < rows.length; index += 1) {
      const upper = rows[index - 1]
      const lower = rows[index]
      if (!upper || !lower) continue
      if (upper.right !== lower.right && Math.abs(upper.right - lower.right) < leastStep) {
        upper.right = lower.right = Math.max(upper.right, lower.right)
        changed = true
      }
      if (upper.left !== lower.left && Math.abs(upper.left - lower.left) < leastStep) {
        upper.left = lower.left = Math.min(upper.left, lower.left)
        changed = true
      }
    }
  }
  return rows
}

type Point = { readonly x: number; readonly y: number }

function dropStraight(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points.at(index - 1) ?? point
    const after = points[(index + 1) % points.length] ?? point
    return !(before.x === point.x && point.x === after.x)
  })
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}
