import type { Region } from '#shared/project/schema/geometry.ts'

export const cropEdges = ['left', 'right', 'top', 'bottom'] as const
export type CropEdge = (typeof cropEdges)[number]

/** Sides of what shows, as shares of the picture; 0 to 1. */
export type CropSides = Readonly<Record<CropEdge, number>>

/** What is left of a picture that is cropped too far could not be seen. */
const leastShare = 0.05

export function sidesOf(crop: Region | null): CropSides {
  return crop
    ? { left: crop.x, right: crop.x + crop.width, top: crop.y, bottom: crop.y + crop.height }
    : { left: 0, right: 1, top: 0, bottom: 1 }
}

/** The region between sides; null where it is the whole picture. */
export function regionOf({ left, right, top, bottom }: CropSides): Region | null {
  if (left <= 0 && top <= 0 && right >= 1 && bottom >= 1) return null
  const [x, y] = [tidy(left), tidy(top)]
  return { x, y, width: Math.min(1 - x, tidy(right - left)), height: Math.min(1 - y, tidy(bottom - top)) }
}

/** Whether sides say what a clip shows already. */
export function isSameCrop(crop: Region | null, sides: CropSides): boolean {
  const before = sidesOf(crop)
  return cropEdges.every((edge) => Math.abs(before[edge] - sides[edge]) < 1e-4)
}

/** Sides after some of them were dragged by shares of the picture; they stay in it and apart. */
export function movedSides(
  sides: CropSides,
  edges: readonly CropEdge[],
  by: { readonly x: number; readonly y: number },
): CropSides {
  const { left, right, top, bottom } = sides
  const moves = (edge: CropEdge): boolean => edges.includes(edge)
  if (edges.length === 4) {
    const x = clamp(by.x, -left, 1 - right)
    const y = clamp(by.y, -top, 1 - bottom)
    return { left: left + x, right: right + x, top: top + y, bottom: bottom + y }
  }
  return {
    left: moves('left') ? clamp(left + by.x, 0, right - leastShare) : left,
    right: moves('right') ? clamp(right + by.x, left + leastShare, 1) : right,
    top: moves('top') ? clamp(top + by.y, 0, bottom - leastShare) : top,
    bottom: moves('bottom') ? clamp(bottom + by.y, top + leastShare, 1) : bottom,
  }
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))
const tidy = (value: number): number => Math.round(value * 10_000) / 10_000
