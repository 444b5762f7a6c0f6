import type { PlayerChoice, PlayerQuestion, PlayerRegion } from './player-lesson.ts'

/** A place in the picture in fractions of its width and height. */
export type Point = { readonly x: number; readonly y: number }

/** Places are kept in thousandths of the picture. */
export const pointSteps = 1000

export function roundPoint({ x, y }: Point): Point {
  return { x: roundFraction(x), y: roundFraction(y) }
}

function roundFraction(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * pointSteps) / pointSteps
}

export function centreOf({ x, y, width, height }: PlayerRegion): Point {
  return roundPoint({ x: x + width / 2, y: y + height / 2 })
}

/**
 * The region at a place, a right one first where two share it. `reach` (fractions of the picture) makes small regions
 * larger for a finger; a region that really holds the place comes first.
 */
export function choiceAt(
  question: Pick<PlayerQuestion, 'choices'>,
  point: Point,
  reach: Point = { x: 0, y: 0 },
): PlayerChoice | undefined {
  const holding = (by: Point) => question.choices.filter(({ region }) => region !== null && holds(region, point, by))
  const found = holding(roundingReach)
  const near = found.length > 0 ? found : holding(reach)
  return near.find(({ correct }) => correct) ?? near[0]
}

/** Half a step: a place at the edge must not fall out by being rounded. */
const roundingReach: Point = { x: 0.5 / pointSteps, y: 0.5 / pointSteps }

function holds(region: PlayerRegion, point: Point, reach: Point): boolean {
  return (
    point.x >= region.x - reach.x &&
    point.x <= region.x + region.width + reach.x &&
    point.y >= region.y - reach.y &&
    point.y <= region.y + region.height + reach.y
  )
}

/** The place within a region that is nearest to a point: where a tap beside a small region counts. */
export function pullInto({ x, y, width, height }: PlayerRegion, point: Point): Point {
  return roundPoint({ x: Math.min(x + width, Math.max(x, point.x)), y: Math.min(y + height, Math.max(y, point.y)) })
}

/** Whether two places of a picture share more than an edge; drawn by hand, edges that meet may miss by a hair. */
export function regionsOverlap(a: PlayerRegion, b: PlayerRegion): boolean {
  const hair = 1e-6
  return a.x + hair < b.x + b.width && b.x + hair < a.x + a.width && a.y + hair < b.y + b.height && b.y + hair < a.y + a.height
}
