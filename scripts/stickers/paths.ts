/** SVG path data of the shapes that stickers are made of; coordinates in sticker units, numbers with one decimal. */

export type Point = readonly [x: number, y: number]

export const n = (value: number): string => String(Math.round(value * 10) / 10)

export function circle(cx: number, cy: number, r: number): string {
  return ellipse(cx, cy, r, r)
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  const arc = (x: number): string => `A${n(rx)} ${n(ry)} 0 1 1 ${n(x)} ${n(cy)}`
  return `M${n(cx - rx)} ${n(cy)}${arc(cx + rx)}${arc(cx - rx)}Z`
}

/** A polygon whose corners are rounded by up to `radius`. */
export function polygon(points: readonly Point[], radius: number): string {
  const parts = points.map((corner, index) => {
    const before = points.at(index - 1) ?? corner
    const after = points[(index + 1) % points.length] ?? corner
    const enter = towards(corner, before, radius)
    const leave = towards(corner, after, radius)
    return `${index === 0 ? 'M' : 'L'}${at(enter)}Q${at(corner)} ${at(leave)}`
  })
  return `${parts.join('')}Z`
}

function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y)
  const share = Math.min(distance, length / 2) / length
  return [x + (toX - x) * share, y + (toY - y) * share]
}

const at = ([x, y]: Point): string => `${n(x)} ${n(y)}`

export function box(x: number, y: number, width: number, height: number, radius: number): string {
  const right = x + width
  const bottom = y + height
  const r = Math.min(radius, width / 2, height / 2)
  const arc = (toX: number, toY: number): string => `A${n(r)} ${n(r)} 0 0 1 ${n(toX)} ${n(toY)}`
  return [
    `M${n(x + r)} ${n(y)}H${n(right - r)}${arc(right, y + r)}V${n(bottom - r)}${arc(right - r, bottom)}`,
    `H${n(x + r)}${arc(x, bottom - r)}V${n(y + r)}${arc(x + r, y)}Z`,
  ].join('')
}

/** A star or burst: `tips` corners at `outer` and as many at `inner` from the middle, the first one on top. */
export function star(cx: number, cy: number, tips: number, outer: number, inner: number, radius: number, turn = 0): string {
  const points = Array.from({ length: tips * 2 }, (_, index): Point => {
    const angle = (Math.PI * index) / tips - Math.PI / 2 + (turn * Math.PI) / 180
    const reach = index % 2 === 0 ? outer : inner
    return [cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach]
  })
  return polygon(points, radius)
}

/** Points turned by degrees clockwise around the middle of a sticker of 512 by 512. */
export function turned(points: readonly Point[], degrees: number, cx = 256, cy = 256): readonly Point[] {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return points.map(([x, y]): Point => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos])
}
