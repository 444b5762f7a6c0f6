import type { Plane } from './planes.ts'

/** Every sample `share` (0 to 1) of the way from one picture to another of the same size. */
export function blendPlanes(target: Plane, left: Plane, right: Plane, share: number): void {
  const weight = Math.round(share * 256)
  for (let row = 0; row < target.height; row += 1) blendSpan(target, row, 0, target.width, left, right, weight)
}

/** Every sample `share` of the way to a value. */
export function blendToValue(target: Plane, source: Plane, value: number, share: number): void {
  const weight = Math.round(share * 256)
  const table = Uint8Array.from({ length: 256 }, (_, sample) => sample + (((value - sample) * weight + 128) >> 8))
  for (let row = 0; row < target.height; row += 1) {
    let from = row * source.stride
    const end = row * target.stride + target.width
    for (let at = row * target.stride; at < end; at += 1) {
      target.data[at] = table[source.data[from] ?? 0] ?? 0
      from += 1
    }
  }
}

/** Of a row: pixels before `from` are left, after `to` right, and between them ever more right. Not whole pixels. */
export type Edge = { readonly from: number; readonly to: number }

/** Left and right side by side, by an edge for each row. */
export function joinPlanes(target: Plane, left: Plane, right: Plane, edgeOf: (row: number) => Edge): void {
  for (let row = 0; row < target.height; row += 1) {
    const { from, to } = edgeOf(row)
    const start = clampIndex(Math.floor(from - 0.5), target.width)
    const end = clampIndex(Math.ceil(to + 0.5), target.width)
    copySpan(target, row, 0, start, left)
    for (let column = start; column < end; column += 1) {
      const share = Math.max(0, Math.min(1, (column + 0.5 - from) / Math.max(1, to - from)))
      blendSpan(target, row, column, column + 1, left, right, Math.round(share * 256))
    }
    copySpan(target, row, end, target.width, right)
  }
}

/** Right inside of a circle around the middle, left outside. `radius` in pixels of the plane. */
export function joinCircle(target: Plane, left: Plane, right: Plane, radius: number): void {
  const middle = { x: target.width / 2, y: target.height / 2 }
  for (let row = 0; row < target.height; row += 1) {
    const down = row + 0.5 - middle.y
    // The border is one pixel wide, measured towards the middle.
    const outer = halfChord(radius + 0.5, down)
    const inner = halfChord(radius - 0.5, down)
    const first = clampIndex(Math.floor(middle.x - outer), target.width)
    const last = clampIndex(Math.ceil(middle.x + outer), target.width)
    const innerFirst = Math.min(last, Math.max(first, Math.ceil(middle.x - inner)))
    const innerLast = Math.max(innerFirst, Math.min(last, Math.floor(middle.x + inner)))
    const border = (from: number, to: number): void => {
      for (let column = from; column < to; column += 1) {
        const share = radius + 0.5 - Math.hypot(column + 0.5 - middle.x, down)
        blendSpan(target, row, column, column + 1, left, right, Math.round(Math.max(0, Math.min(1, share)) * 256))
      }
    }
    copySpan(target, row, 0, first, left)
    border(first, innerFirst)
    copySpan(target, row, innerFirst, innerLast, right)
    border(innerLast, last)
    copySpan(target, row, last, target.width, left)
  }
}

function halfChord(radius: number, distance: number): number {
  return radius <= Math.abs(distance) ? 0 : Math.sqrt(radius * radius - distance * distance)
}

function copySpan(target: Plane, row: number, from: number, to: number, source: Plane): void {
  if (to <= from) return
  target.data.set(source.data.subarray(row * source.stride + from, row * source.stride + to), row * target.stride + from)
}

function blendSpan(target: Plane, row: number, from: number, to: number, left: Plane, right: Plane, weight: number): void {
  const { data: out } = target
  const { data: a } = left
  const { data: b } = right
  let [fromLeft, fromRight] = [row * left.stride + from, row * right.stride + from]
  const end = row * target.stride + to
  for (let at = row * target.stride + from; at < end; at += 1) {
    const under = a[fromLeft] ?? 0
    out[at] = under + ((((b[fromRight] ?? 0) - under) * weight + 128) >> 8)
    fromLeft += 1
    fromRight += 1
  }
}

function clampIndex(value: number, limit: number): number {
  return Math.max(0, Math.min(limit, value))
}
