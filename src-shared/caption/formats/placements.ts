import type { CaptionPlacement } from '../../project/schema/text.ts'

/** Rounded so that what a format writes is read back as it was. */
export function percent(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)) * 100) / 100
}

const aligns = ['left', 'center', 'right'] as const
const edges = ['bottom', 'middle', 'top'] as const
const lines = { bottom: null, middle: 50, top: 0 } as const
const positions = { left: 0, center: 50, right: 100 } as const

/** The place of a key of the numeric keypad, as SubStation Alpha counts (2: bottom centre); undefined for 2 and for no such key. */
export function keypadPlacement(key: number): CaptionPlacement | undefined {
  const align = aligns[(key - 1) % 3]
  const edge = edges[Math.floor((key - 1) / 3)]
  if (align === undefined || edge === undefined || key === 2) return undefined
  return { line: lines[edge], edge, position: positions[align], align }
}

/** The keypad's key whose corner, side or middle a caption stands at or nearest to. */
export function keypadKey({ line, edge, position, align }: CaptionPlacement): { readonly key: number; readonly exact: boolean } {
  const key = edges.indexOf(edge) * 3 + aligns.indexOf(align) + 1
  return { key, exact: line === lines[edge] && position === positions[align] }
}

/** The corner or side of the picture that is nearest, for formats that know no other places. */
export function nearestKey({ line, edge, position }: CaptionPlacement): number {
  const across = position < 34 ? 1 : position > 66 ? 3 : 2
  if (line === null) return across
  const height = edge === 'top' ? line + 10 : edge === 'bottom' ? line - 10 : line
  return across + (height < 34 ? 6 : height > 66 ? 0 : 3)
}
