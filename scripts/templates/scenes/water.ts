import type { Draw } from '../design.ts'
import { clamp01, disc, easeBack, gradient, mix, oval, polygon, stroke, through, within, write } from './brush.ts'

function arrow(
  brush: Parameters<Draw>[0],
  from: readonly [number, number],
  by: readonly [number, number],
  to: readonly [number, number],
  k: number,
): void {
  if (k <= 0) return
  const at = (t: number): readonly [number, number] => [
    mix(mix(from[0], by[0], t), mix(by[0], to[0], t), t),
    mix(mix(from[1], by[1], t), mix(by[1], to[1], t), t),
  ]
  stroke(
    brush,
    Array.from({ length: 25 }, (_, index) => at((index / 24) * k)),
    22,
    '#ffffff',
  )
  const [end, back] = [at(k), at(Math.max(0, k - 0.06))]
  const angle = Math.atan2(end[1] - back[1], end[0] - back[0])
  polygon(
    brush,
    [0, 2.5, -2.5].map((turn) => [end[0] + Math.cos(angle + turn) * 52, end[1] + Math.sin(angle + turn) * 52] as const),
    '#ffffff',
  )
}

export const cycle: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#5fb8f2'],
    [0.6, '#c9ecff'],
    [1, '#e9f8ff'],
  ])
  disc(brush, 190, 470, 200, 'rgba(255, 235, 140, 0.45)')
  for (let ray = 0; ray < 10; ray += 1)
    within(brush, () => {
      brush.translate(190, 470)
      brush.rotate((ray / 10) * 2 * Math.PI + time * 0.2)
      stroke(
        brush,
        [
          [0, -160],
          [0, -200],
        ],
        16,
        '#ffd84d',
      )
    })
  disc(brush, 190, 470, 120, '#ffd84d')
  polygon(
    brush,
    [
      [520, 1330],
      [800, 780],
      [1000, 1060],
      [1120, 900],
      [1120, 1400],
      [520, 1400],
    ],
    '#7d8fa3',
  )
  polygon(
    brush,
    [
      [800, 780],
      [868, 874],
      [810, 905],
      [770, 880],
      [735, 908],
    ],
    '#ffffff',
  )
  oval(brush, 880, 1480, 560, 240, '#5da567')
  brush.fillStyle = '#2585cf'
  brush.beginPath()
  brush.moveTo(0, 1920)
  for (let x = 0; x <= 1080; x += 20) brush.lineTo(x, 1370 + (x > 520 ? (x - 520) * 0.18 : 0) + Math.sin(x / 90 + time * 2) * 10)
  brush.lineTo(1080, 1920)
  brush.fill()
  brush.fillStyle = 'rgba(10, 60, 110, 0.35)'
  brush.fillRect(0, 1600, 1080, 320)
  const rain = through(time, 3.6, 0.8)
  const grey = Math.round(mix(255, 178, rain))
  const shade = `rgb(${grey}, ${grey}, ${Math.min(255, grey + 10)})`
  const cloud = easeBack(clamp01((time - 1.9) / 0.7))
  for (const [dx, dy, r] of [
    [-150, 30, 92],
    [-60, -34, 126],
    [70, -24, 116],
    [160, 34, 84],
    [0, 40, 110],
  ] as const)
    disc(brush, 760 + dx * cloud, 520 + dy * cloud, r * cloud, shade)
  for (let drop = 0; drop < 40; drop += 1) {
    const k = (time * 1.3 + drop / 40) % 1
    within(brush, () => {
      brush.globalAlpha = rain
      oval(brush, 600 + ((drop * 137) % 330) - k * 30, 640 + k * 520, 6, 20, '#2a86d1')
    })
  }
  for (let steam = 0; steam < 6; steam += 1) {
    const k = (time * 0.35 + steam / 6) % 1
    within(brush, () => {
      brush.globalAlpha = (1 - k) * through(time, 0.6, 0.6) * 0.8
      stroke(
        brush,
        Array.from(
          { length: 9 },
          (_, index) => [150 + steam * 66 + Math.sin(index * 0.9 + time * 2) * 22, 1330 - k * 460 - index * 16] as const,
        ),
        14,
        '#ffffff',
      )
    })
  }
  arrow(brush, [110, 1240], [80, 820], [470, 620], through(time, 0.8, 1.2))
  arrow(brush, [960, 640], [1040, 900], [940, 1180], through(time, 3.8, 1))
  arrow(brush, [780, 1400], [560, 1520], [300, 1460], through(time, 5.4, 1))
  const label = (words: string, x: number, y: number, at: number): void => {
    const k = clamp01((time - at) / 0.35)
    if (k > 0)
      within(brush, () => {
        brush.translate(x, y)
        brush.scale(easeBack(k), easeBack(k))
        brush.fillStyle = '#0a2a4a'
        brush.beginPath()
        brush.roundRect(-words.length * 19 - 28, -58, words.length * 38 + 56, 88, 44)
        brush.fill()
        write(brush, words, 0, 4, 54, '#ffffff', 700)
      })
  }
  label('rises', 250, 930, 1.3)
  label('cools', 760, 360, 2.7)
  label('falls', 800, 1080, 4.4)
  label('flows', 520, 1610, 6)
}
