import type { Brush, Draw } from '../design.ts'
import { clamp01, disc, gradient, oval, slab, stroke, through, within, write } from './brush.ts'

type Point = readonly [number, number]
/** A straight slope, and one with a dip, between the same ends. */
const straight = (k: number): Point => [110 + 860 * k, 560 + 220 * k]
const dipped = (k: number): Point => [110 + 860 * k, 960 + 220 * k + 170 * Math.sin(Math.min(1, k * 1.05) * Math.PI) ** 1.4]

function track(brush: Brush, at: (k: number) => Point, colour: string): void {
  const points = Array.from({ length: 50 }, (_, index) => at(index / 49))
  stroke(
    brush,
    points.map(([x, y]) => [x, y + 34] as const),
    40,
    'rgba(0, 0, 0, 0.22)',
  )
  stroke(brush, points, 30, colour)
  stroke(
    brush,
    points.map(([x, y]) => [x, y - 9] as const),
    6,
    'rgba(255, 255, 255, 0.55)',
  )
}

function ball(brush: Brush, [x, y]: Point, colour: string, roll: number): void {
  oval(brush, x, y - 12, 46, 12, 'rgba(0, 0, 0, 0.25)')
  disc(brush, x, y - 62, 52, colour)
  within(brush, () => {
    brush.translate(x, y - 62)
    brush.rotate(roll)
    slab(brush, -52, -9, 104, 18, 9, 'rgba(255, 255, 255, 0.75)')
  })
  disc(brush, x - 16, y - 82, 13, 'rgba(255, 255, 255, 0.8)')
}

function stage(brush: Brush): void {
  gradient(brush, [
    [0, '#fdf3ff'],
    [0.75, '#dcd7ff'],
    [0.751, '#a79bea'],
    [1, '#7f72cf'],
  ])
  for (const x of [110, 970]) slab(brush, x - 16, 480, 32, 960, 12, '#8b7fd6')
  stroke(
    brush,
    [
      [970, 500],
      [970, 1240],
    ],
    8,
    '#17123f',
  )
  for (let row = 0; row < 10; row += 1)
    for (let column = 0; column < 2; column += 1)
      if ((row + column) % 2) slab(brush, 982 + column * 34, 500 + row * 34, 34, 34, 0, '#17123f')
}

function pair(brush: Brush, a: number, b: number): void {
  stage(brush)
  track(brush, straight, '#4338ca')
  track(brush, dipped, '#0f9d8a')
  ball(brush, straight(a), '#ff7a59', a * 18)
  ball(brush, dipped(b), '#ffc83d', b * 22)
  for (const [name, at, colour] of [
    ['A', straight(0), '#4338ca'],
    ['B', dipped(0), '#0f9d8a'],
  ] as const) {
    disc(brush, 70, at[1] - 130, 46, colour)
    write(brush, name, 70, at[1] - 110, 58, '#ffffff', 800)
  }
}

export const ready: Draw = (brush, time) => {
  const shake = Math.sin(time * 22) * 0.002 * through(time, 0.8, 0.6)
  pair(brush, 0.03 + shake, 0.03 - shake)
}

export const run: Draw = (brush, time) => {
  // Simplified: the one in the dip is faster for most of the way.
  const t = clamp01((time - 0.7) / 3)
  const a = 0.03 + 0.94 * t ** 2
  const b = 0.03 + 0.94 * clamp01(clamp01((time - 0.7) / 2.45) ** 1.35)
  pair(brush, a, b)
  const win = through(time, 3.2, 0.4)
  within(brush, () => {
    brush.globalAlpha = win
    slab(brush, 300, 1470, 480, 170, 85, '#17123f')
    write(brush, 'B wins!', 540, 1584, 96, '#5eead4', 800)
  })
}
