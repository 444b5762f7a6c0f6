import type { Brush, Draw } from '../design.ts'
import { clamp01, easeBack, fill, hand, mix, seeded, slab, stroke, through, within, write } from './brush.ts'

function chalkboard(brush: Brush): void {
  fill(brush, '#8a5a35')
  slab(brush, 44, 60, 992, 1640, 20, '#1f4a3c')
  const random = seeded(2)
  for (let index = 0; index < 40; index += 1)
    within(brush, () => {
      brush.globalAlpha = 0.05
      stroke(
        brush,
        [
          [80 + random() * 900, 100 + random() * 1500],
          [80 + random() * 900, 100 + random() * 1500],
        ],
        40,
        '#ffffff',
      )
    })
  slab(brush, 0, 1690, 1080, 60, 8, '#6b4324')
  slab(brush, 160, 1668, 120, 30, 12, '#fffbe8')
  slab(brush, 700, 1656, 190, 44, 10, '#d9c9a8')
}

const chalk = '#fdf9ea'

function fraction(brush: Brush, top: string, bottom: string, x: number, y: number, colour: string, k: number): void {
  if (k <= 0) return
  within(brush, () => {
    brush.globalAlpha = clamp01(k * 2)
    write(brush, top, x, y - 40, 190, colour, 700)
    stroke(
      brush,
      [
        [x - 80, y + 6],
        [x - 80 + 160 * clamp01(k), y + 6],
      ],
      14,
      colour,
    )
    if (k > 0.5) write(brush, bottom, x, y + 176, 190, colour, 700)
  })
}

function sign(brush: Brush, words: string, x: number, y: number, k: number): void {
  if (k > 0)
    within(brush, () => {
      brush.globalAlpha = clamp01(k * 2)
      write(brush, words, x, y + 70, 180, chalk, 700)
    })
}

function pen(brush: Brush, x: number, y: number): void {
  slab(brush, x - 16, y - 70, 32, 110, 10, '#fffbe8')
  hand(brush, x, y, '#c68a5f', '#b3261e', -0.18)
}

export const wrong: Draw = (brush, time) => {
  chalkboard(brush)
  const at = (start: number): number => clamp01((time - start) / 0.7)
  fraction(brush, '1', '2', 210, 640, chalk, at(0.5))
  sign(brush, '+', 390, 590, at(1.3))
  fraction(brush, '1', '3', 560, 640, chalk, at(1.7))
  sign(brush, '=', 730, 590, at(2.6))
  fraction(brush, '2', '5', 910, 640, '#ffe26a', at(3.2))
  const bars = through(time, 4.6, 0.8)
  within(brush, () => {
    brush.globalAlpha = bars
    slab(brush, 120, 1060, 420, 90, 10, '#ff9a8b')
    slab(brush, 120, 1180, 280, 90, 10, '#8fd3ff')
    for (const [y, n, total] of [
      [1060, 420, 840],
      [1180, 280, 840],
    ] as const) {
      brush.strokeStyle = chalk
      brush.lineWidth = 7
      brush.strokeRect(120, y, total, 90)
      stroke(
        brush,
        [
          [120 + n, y],
          [120 + n, y + 90],
        ],
        6,
        chalk,
      )
    }
    slab(brush, 120, 1300, 336, 90, 10, '#ffe26a')
    brush.strokeStyle = chalk
    brush.strokeRect(120, 1300, 840, 90)
  })
  const stops = [
    [0.4, 210],
    [1.3, 390],
    [1.8, 560],
    [2.6, 730],
    [3.2, 910],
  ] as const
  const x = stops.reduce((now, [start, to]) => mix(now, to, through(time, start, 0.3)), 120)
  const away = through(time, 4.2, 0.8)
  pen(brush, x + 40, mix(720, 1950, away))
}

export const right: Draw = (brush, time) => {
  chalkboard(brush)
  const show = (start: number): number => easeBack(clamp01((time - start) / 0.4))
  const bar = (y: number, parts: number, filled: number, colour: string, start: number): void => {
    const k = clamp01((time - start) / 0.6)
    if (k <= 0) return
    slab(brush, 120, y, ((840 * filled) / parts) * k, 120, 10, colour)
    brush.strokeStyle = chalk
    brush.lineWidth = 7
    brush.strokeRect(120, y, 840, 120)
    for (let part = 1; part < parts; part += 1)
      stroke(
        brush,
        [
          [120 + (840 * part) / parts, y],
          [120 + (840 * part) / parts, y + 120],
        ],
        5,
        chalk,
      )
  }
  bar(470, time > 1.8 ? 6 : 2, time > 1.8 ? 3 : 1, '#ff9a8b', 0.4)
  bar(640, time > 2.4 ? 6 : 3, time > 2.4 ? 2 : 1, '#8fd3ff', 0.9)
  bar(850, 6, 5, '#9be36b', 3.4)
  write(brush, time > 1.8 ? '3/6' : '1/2', 1000 - 60, 440, 70, chalk, 700)
  if (time > 3.4)
    within(brush, () => {
      brush.translate(540, 1240)
      brush.scale(show(4.2), show(4.2))
      write(brush, '3/6 + 2/6 = 5/6', 0, 0, 128, '#ffe26a', 800)
    })
  const y = time < 3.2 ? mix(560, 720, through(time, 1.9, 0.8)) : mix(900, 1950, through(time, 4.3, 0.8))
  pen(brush, 820, y)
}
