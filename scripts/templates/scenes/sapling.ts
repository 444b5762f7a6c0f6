import type { Brush, Draw } from '../design.ts'
import { disc, gradient, mix, oval, seeded, stroke, through, within } from './brush.ts'

function tree(brush: Brush, time: number, bend: number): void {
  const root = [540, 1440] as const
  const points = Array.from({ length: 9 }, (_, index) => {
    const k = index / 8
    return [
      root[0] + bend * 420 * k ** 1.9 + Math.sin(time * 7 + k * 3) * 10 * Math.abs(bend) * k,
      root[1] - 640 * k * (1 - 0.28 * Math.abs(bend) * k),
    ] as const
  })
  stroke(brush, points, 30, '#6b4226')
  points.slice(3).forEach(([x, y], index) => {
    for (const way of [-1, 1]) {
      const flutter = Math.sin(time * 10 + index * 2 + way) * 0.22 * (0.3 + Math.abs(bend))
      within(brush, () => {
        brush.translate(x, y)
        brush.rotate(way * (0.9 - index * 0.06) + bend * 0.9 + flutter)
        oval(brush, 0, -84, 42, 92, index % 2 ? '#4f9d4a' : '#3d8a40')
        stroke(
          brush,
          [
            [0, -10],
            [0, -150],
          ],
          5,
          'rgba(255, 255, 255, 0.35)',
        )
      })
    }
  })
}

export const storm: Draw = (brush, time) => {
  const storms = through(time, 0.4, 1) * (1 - through(time, 4.4, 1.2))
  gradient(brush, [
    [0, '#a9d8f0'],
    [0.7, '#e8f4e0'],
    [1, '#f7ead2'],
  ])
  within(brush, () => {
    brush.globalAlpha = storms * 0.85
    gradient(brush, [
      [0, '#3c4a5c'],
      [0.7, '#77838f'],
      [1, '#a7a89e'],
    ])
  })
  within(brush, () => {
    brush.globalAlpha = 1 - storms
    disc(brush, 830, 380, 220, 'rgba(255, 226, 130, 0.4)')
    disc(brush, 830, 380, 130, '#ffd65c')
  })
  const random = seeded(17)
  for (let index = 0; index < 70; index += 1) {
    const [x, y] = [random() * 1500, random() * 1500]
    const at = [((x + time * 1500) % 1500) - 200, (y + time * 620) % 1500] as const
    within(brush, () => {
      brush.globalAlpha = storms * 0.5
      stroke(brush, [at, [at[0] + 70, at[1] + 28]], 5, '#ffffff')
    })
  }
  oval(brush, 540, 1830, 900, 430, '#8aa05a')
  oval(brush, 540, 1470, 150, 34, '#6b4a2f')
  const gust = storms * (0.75 + 0.25 * Math.sin(time * 5))
  const spring = time > 4.6 ? Math.exp(-(time - 4.6) * 1.6) * Math.cos((time - 4.6) * 7) * 0.35 : 0
  tree(brush, time, mix(0.02, 1, gust) - spring)
  for (let index = 0; index < 9; index += 1) {
    const k = (time * 0.8 + index / 9) % 1
    within(brush, () => {
      brush.globalAlpha = storms
      brush.translate(200 + k * 1100, 700 + index * 70 + Math.sin(k * 12 + index) * 90)
      brush.rotate(k * 14)
      oval(brush, 0, 0, 12, 26, '#c9a227')
    })
  }
}
