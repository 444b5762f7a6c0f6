import type { Region } from '#shared/project/schema/geometry.ts'

/** As fractions of the picture; less cannot be hit with a finger on a phone. */
export const smallestSide = 0.08

export type Point = { readonly x: number; readonly y: number }
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'
export const corners: readonly Corner[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))
/** A tenth of a per cent: what nobody sees needs no digits. */
const tidy = (value: number): number => Math.round(value * 1000) / 1000

function tidied({ x, y, width, height }: Region): Region {
  const [left, top] = [tidy(x), tidy(y)]
  return { x: left, y: top, width: Math.min(tidy(width), tidy(1 - left)), height: Math.min(tidy(height), tidy(1 - top)) }
}

/** The same size elsewhere, inside the picture. */
export function movedRegion(region: Region, by: Point): Region {
  const x = clamp(region.x + by.x, 0, 1 - region.width)
  const y = clamp(region.y + by.y, 0, 1 - region.height)
  return tidied({ ...region, x, y })
}

/** One corner moved, the opposite one fixed; never smaller than a finger, never outside the picture. */
export function resizedRegion(region: Region, corner: Corner, by: Point): Region {
  const right = region.x + region.width
  const bottom = region.y + region.height
  const isLeft = corner.endsWith('left')
  const isTop = corner.startsWith('top')
  const left = isLeft ? clamp(region.x + by.x, 0, right - smallestSide) : region.x
  const top = isTop ? clamp(region.y + by.y, 0, bottom - smallestSide) : region.y
  const end = isLeft ? right : clamp(right + by.x, region.x + smallestSide, 1)
  const foot = isTop ? bottom : clamp(bottom + by.y, region.y + smallestSide, 1)
  return tidied({ x: left, y: top, width: end - left, height: foot - top })
}

/** The rectangle between where a drag began and where it is now. */
export function drawnRegion(from: Point, to: Point): Region {
  const width = clamp(Math.abs(to.x - from.x), smallestSide, 1)
  const height = clamp(Math.abs(to.y - from.y), smallestSide, 1)
  const x = clamp(to.x < from.x ? from.x - width : from.x, 0, 1 - width)
  const y = clamp(to.y < from.y ? from.y - height : from.y, 0, 1 - height)
  return tidied({ x, y, width, height })
}
