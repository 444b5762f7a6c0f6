import { boxToCanvas, canvasToBox, turn, type Point, type TurnedBox } from '#shared/render-plan/picture-points.ts'

/** A rectangle that stands upright, in canvas pixels. */
export type Edges = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const cornerShares = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
] as const

/** The upright rectangle around some boxes; null for none. */
export function edgesAround(boxes: readonly TurnedBox[]): Edges | null {
  const corners = boxes.flatMap((box) => cornerShares.map((share) => boxToCanvas(box, share)))
  if (corners.length === 0) return null
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) }
}

/** Whether a point lies in a box, or so near to a small one that the pointer means it. */
export function isIn(box: TurnedBox, point: Point, leastSize: number): boolean {
  const grown = { ...box, width: Math.max(leastSize, box.width), height: Math.max(leastSize, box.height) }
  const { x, y } = canvasToBox(grown, point)
  return x >= 0 && x <= 1 && y >= 0 && y <= 1
}

export function movedBy(box: TurnedBox, { x, y }: Point): TurnedBox {
  return { ...box, centre: { x: box.centre.x + x, y: box.centre.y + y } }
}

/** Which side or corner of a box a handle sits on: -1, 0 or 1 across and down. */
export type HandleSide = { readonly across: -1 | 0 | 1; readonly down: -1 | 0 | 1 }

type Scaling = {
  readonly side: HandleSide
  /** From where the handle was taken. */
  readonly by: Point
  /** Grows to both sides alike. */
  readonly fromCentre: boolean
}

/** How much smaller and larger something may become. */
export type FactorLimits = { readonly least: number; readonly most: number }

/** Of things that are sized together: the smallest can still be taken hold of, the largest still be saved. Sizes in canvas pixels. */
export function factorLimits(boxes: readonly TurnedBox[], leastSize: number, mostSize: number): FactorLimits {
  const least = boxes.map(({ width, height }) => leastSize / Math.min(width, height))
  const most = boxes.map(({ width, height }) => mostSize / Math.max(width, height))
  return { least: Math.min(1, Math.max(...least)), most: Math.max(1, Math.min(...most)) }
}

/** A box whose corner was dragged: it keeps its shape, and its opposite corner stays. */
export function scaledByCorner(
  box: TurnedBox,
  { side, by, limits, fromCentre }: Scaling & { readonly limits: FactorLimits },
): TurnedBox & { readonly factor: number } {
  const local = turn(by, -box.rotationDegrees)
  const reach = fromCentre ? 2 : 1
  // Along the diagonal: what goes across it changes nothing.
  const diagonal = { x: side.across * box.width, y: side.down * box.height }
  const share = (local.x * diagonal.x + local.y * diagonal.y) / (diagonal.x ** 2 + diagonal.y ** 2)
  const factor = Math.max(limits.least, Math.min(limits.most, 1 + share * reach))
  return { ...scaledBy(box, factor, fromCentre ? null : side), factor }
}

/** A box made larger; the corner opposite to `side` stays, or the centre. */
export function scaledBy(box: TurnedBox, factor: number, side: HandleSide | null): TurnedBox {
  const shift = side
    ? turn(
        { x: (side.across * box.width * (factor - 1)) / 2, y: (side.down * box.height * (factor - 1)) / 2 },
        box.rotationDegrees,
      )
    : { x: 0, y: 0 }
  return { ...movedBy(box, shift), width: box.width * factor, height: box.height * factor }
}

/** A box whose side was dragged: the opposite side stays. `leastSize` is in canvas pixels. */
export function stretchedBySide(
  box: TurnedBox,
  { side, by, leastSize, fromCentre }: Scaling & { readonly leastSize: number },
): TurnedBox {
  const local = turn(by, -box.rotationDegrees)
  const reach = fromCentre ? 2 : 1
  const width = Math.max(Math.min(leastSize, box.width), box.width + side.across * local.x * reach)
  const height = Math.max(Math.min(leastSize, box.height), box.height + side.down * local.y * reach)
  return sizedTo(box, { width, height }, fromCentre ? null : side)
}

/** A box of another size; what is opposite to `side` stays, or the centre. */
export function sizedTo(
  box: TurnedBox,
  { width, height }: Pick<TurnedBox, 'width' | 'height'>,
  side: HandleSide | null,
): TurnedBox {
  const shift = side
    ? turn({ x: (side.across * (width - box.width)) / 2, y: (side.down * (height - box.height)) / 2 }, box.rotationDegrees)
    : { x: 0, y: 0 }
  return { ...movedBy(box, shift), width, height }
}

/** Degrees from -180 up to 180. */
export function tidyDegrees(degrees: number): number {
  return Math.round(toHalfTurn(degrees) * 10) / 10
}

/** The same direction, from -180 up to 180. */
export function toHalfTurn(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180
}

const heldDegrees = 4

/** Holds on to the straight and diagonal turns; with `inSteps` only goes by fifteen degrees. */
export function heldTurn(degrees: number, inSteps: boolean, holds: boolean): number {
  const plain = tidyDegrees(degrees)
  if (inSteps) return tidyDegrees(Math.round(plain / 15) * 15)
  const nearest = Math.round(plain / 45) * 45
  return holds && Math.abs(plain - nearest) < heldDegrees ? tidyDegrees(nearest) : Math.round(plain)
}
