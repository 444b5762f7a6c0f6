/** One line of a caption, in pixels from the top left of its box: where its letters begin and end, and how high it is. */
export type CaptionLine = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** Its panel's edges there. */
type Row = { left: number; right: number; top: number; bottom: number }

type Point = { readonly x: number; readonly y: number }

type Panel = {
  readonly lines: readonly CaptionLine[]
  readonly padding: { readonly inline: number; readonly block: number }
  readonly radius: number
}

/** An SVG path around the lines of a caption, each as wide as its text, as exported videos have it; tiny steps between lines are levelled. */
export function panelPath({ lines, padding, radius }: Panel): string {
  const rows = lines.map(({ left, right, top, bottom }): Row => ({
    left: left - padding.inline,
    right: right + padding.inline,
    top: top - padding.block,
    bottom: bottom + padding.block,
  }))
  // Where two lines meet, the wider one keeps its padding.
  rows.forEach((row, index) => {
    const below = rows[index + 1]
    if (!below) return
    if (row.right - row.left >= below.right - below.left) below.top = row.bottom
    else row.bottom = below.top
  })
  level(rows, 2 * radius)
  const right: Point[] = []
  const left: Point[] = []
  for (const row of rows) {
    right.push({ x: row.right, y: row.top }, { x: row.right, y: row.bottom })
    left.unshift({ x: row.left, y: row.bottom }, { x: row.left, y: row.top })
  }
  return trace([...right, ...left], radius)
}

/** Edges that differ by less than two corners are set to the outer one, until none is left. */
function level(rows: readonly Row[], leastStep: number): void {
  let changed = true
  while (changed) {
    changed = false
    rows.forEach((row, index) => {
      const below = rows[index + 1]
      if (!below) return
      const [right, left] = [Math.max(row.right, below.right), Math.min(row.left, below.left)]
      if (row.right !== below.right && Math.abs(row.right - below.right) < leastStep) {
        row.right = below.right = right
        changed = true
      }
      if (row.left !== below.left && Math.abs(row.left - below.left) < leastStep) {
        row.left = below.left = left
        changed = true
      }
    })
  }
}

/** Sides that are as long as nothing, or go on straight, have no corner. */
function trace(points: readonly Point[], radius: number): string {
  const around = (index: number): readonly [Point, Point, Point] | null => {
    const [before, at, after] = [
      points[(index + points.length - 1) % points.length],
      points[index],
      points[(index + 1) % points.length],
    ]
    return before && at && after ? [before, at, after] : null
  }
  const corners = points.filter((_, index) => {
    const near = around(index)
    return near !== null && !(near[0].x === near[1].x && near[1].x === near[2].x)
  })
  const parts = corners.map((corner, index) => {
    const before = corners[(index + corners.length - 1) % corners.length] ?? corner
    const after = corners[(index + 1) % corners.length] ?? corner
    const round = Math.min(radius, distance(corner, before) / 2, distance(corner, after) / 2)
    const [from, to] = [towards(corner, before, round), towards(corner, after, round)]
    return `${index === 0 ? 'M' : 'L'}${write(from)}Q${write(corner)} ${write(to)}`
  })
  return `${parts.join('')}Z`
}

function distance(one: Point, other: Point): number {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y)
}

/** Sides are level or upright. */
function towards(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length }
}

function write({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}
