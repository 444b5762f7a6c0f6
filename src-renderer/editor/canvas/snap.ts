import { bottomShare, safeMargins } from '#shared/overlay/safe-margins.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import type { CanvasSize, Settings } from '#shared/project/schema/document.ts'
import type { Point, TurnedBox } from '#shared/render-plan/picture-points.ts'
import type { Edges } from './turned-box.ts'

/** A line that something dragged holds on to; `at` counts across for an upright line and down for a level one. */
export type Guide = { readonly axis: 'upright' | 'level'; readonly at: number }

/** The part of the canvas that nothing of a platform covers, in canvas pixels. */
export function safeEdges(canvas: CanvasSize, profile: Settings['safeBox']): Edges {
  const unit = unitOf(canvas)
  const share = bottomShare(canvas)
  const { left, right, top, bottom } = safeMargins[profile]
  return {
    left: left * unit,
    right: canvas.width - right * unit,
    top: top * unit * share,
    bottom: canvas.height - bottom * unit * share,
  }
}

/** Edges, middle and thirds of the canvas, the safe area, and edges and middles of other things. */
export function guidesOf(canvas: CanvasSize, safe: Edges, others: readonly Edges[]): readonly Guide[] {
  const upright = [0, canvas.width / 3, canvas.width / 2, (canvas.width * 2) / 3, canvas.width, safe.left, safe.right]
  const level = [0, canvas.height / 3, canvas.height / 2, (canvas.height * 2) / 3, canvas.height, safe.top, safe.bottom]
  for (const { left, right, top, bottom } of others) {
    upright.push(left, (left + right) / 2, right)
    level.push(top, (top + bottom) / 2, bottom)
  }
  return [...upright.map((at): Guide => ({ axis: 'upright', at })), ...level.map((at): Guide => ({ axis: 'level', at }))]
}

/**
 * How far something has to be moved on so that it lies on the nearest lines within `reach` canvas pixels, and which those
 * are. Its middle goes before its edges where both are as near.
 */
export function snapEdges(
  { left, right, top, bottom }: Edges,
  guides: readonly Guide[],
  reach: number,
): { readonly by: Point; readonly held: readonly Guide[] } {
  const across = nearest([(left + right) / 2, left, right], guides, 'upright', reach)
  const down = nearest([(top + bottom) / 2, top, bottom], guides, 'level', reach)
  return {
    by: { x: across?.by ?? 0, y: down?.by ?? 0 },
    held: [across?.guide, down?.guide].filter((guide) => guide !== undefined),
  }
}

function nearest(
  lines: readonly number[],
  guides: readonly Guide[],
  axis: Guide['axis'],
  reach: number,
): { readonly by: number; readonly guide: Guide } | null {
  let best: { by: number; guide: Guide } | null = null
  for (const line of lines) {
    for (const guide of guides) {
      const by = guide.at - line
      if (guide.axis === axis && Math.abs(by) <= reach && (!best || Math.abs(by) < Math.abs(best.by) - 1e-6)) best = { by, guide }
    }
  }
  return best
}

/** Lengths that something sized holds on to, in canvas pixels. */
export type HeldSizes = { readonly widths: readonly number[]; readonly heights: readonly number[] }

/** As wide and high as other things and, while it stands upright, as the canvas. */
export function sizesOf(canvas: CanvasSize, { rotationDegrees }: TurnedBox, others: readonly TurnedBox[]): HeldSizes {
  const all = [...(rotationDegrees % 180 === 0 ? [canvas] : []), ...others]
  return { widths: all.map(({ width }) => width), heights: all.map(({ height }) => height) }
}

/** The nearest of some lengths within `reach`; null where none is as near. */
export function heldLength(length: number, lengths: readonly number[], reach: number): number | null {
  const near = lengths.filter((each) => Math.abs(each - length) <= reach)
  return near.toSorted((a, b) => Math.abs(a - length) - Math.abs(b - length))[0] ?? null
}

/** How many times as large a box has to become so that the nearer of its sides is held; 1 where none is. */
export function heldFactor({ width, height }: TurnedBox, { widths, heights }: HeldSizes, reach: number): number {
  const [wide, high] = [heldLength(width, widths, reach), heldLength(height, heights, reach)]
  const [byWide, byHigh] = [wide === null ? Infinity : Math.abs(wide - width), high === null ? Infinity : Math.abs(high - height)]
  if (wide !== null && byWide <= byHigh) return wide / width
  return high === null ? 1 : high / height
}

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]

/** How far something has to be moved to stand at a side or in the middle of an area. */
export function alignBy(edges: Edges, area: Edges, alignment: Alignment): Point {
  switch (alignment) {
    case 'left':
      return { x: area.left - edges.left, y: 0 }
    case 'centre':
      return { x: (area.left + area.right - edges.left - edges.right) / 2, y: 0 }
    case 'right':
      return { x: area.right - edges.right, y: 0 }
    case 'top':
      return { x: 0, y: area.top - edges.top }
    case 'middle':
      return { x: 0, y: (area.top + area.bottom - edges.top - edges.bottom) / 2 }
    case 'bottom':
      return { x: 0, y: area.bottom - edges.bottom }
  }
}
