import type { Brush, Draw } from '../design.ts'
import { disc, gradient, mix, oval, polygon, seeded, slab, stroke, through, within, write } from './brush.ts'

function goldfish(brush: Brush, x: number, y: number, scale: number, time: number, left = false): void {
  within(brush, () => {
    brush.translate(x, y)
    brush.scale(left ? -scale : scale, scale)
    const wag = Math.sin(time * 9) * 26
    polygon(
      brush,
      [
        [-90, 0],
        [-220, -86 + wag],
        [-186, wag * 0.6],
        [-220, 86 + wag],
      ],
      '#ff9d3c',
    )
    polygon(
      brush,
      [
        [-20, -70],
        [40, -150],
        [70, -60],
      ],
      '#ff8420',
    )
    polygon(
      brush,
      [
        [-10, 70],
        [20, 130 + wag / 3],
        [60, 64],
      ],
      '#ff8420',
    )
    oval(brush, 10, 0, 130, 82, '#ff7a1a')
    oval(brush, 22, 26, 100, 46, '#ffb45c')
    disc(brush, 84, -20, 24, '#ffffff')
    disc(brush, 90, -18, 13, '#2b1608')
    disc(brush, 95, -23, 4, '#ffffff')
    stroke(
      brush,
      [
        [126, 18],
        [106, 30],
      ],
      7,
      '#c9530a',
    )
  })
}

const bubbles = (brush: Brush, time: number, x: number, y: number, height: number): void => {
  for (let index = 0; index < 9; index += 1) {
    const k = (time * 0.28 + index / 9) % 1
    within(brush, () => {
      brush.globalAlpha = 0.55 * (1 - k)
      disc(brush, x + Math.sin(index * 5 + time * 2) * 26 + (index % 3) * 50, y - k * height, 7 + (index % 3) * 6, '#ffffff')
    })
  }
}

export const bowl: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#ffe3c2'],
    [0.62, '#ffd09d'],
    [0.621, '#a9683f'],
    [1, '#7d4526'],
  ])
  slab(brush, 90, 610, 230, 330, 12, '#fff6ea')
  slab(brush, 112, 632, 186, 286, 6, '#9fd3ff')
  stroke(
    brush,
    [
      [205, 632],
      [205, 918],
    ],
    10,
    '#fff6ea',
  )
  stroke(
    brush,
    [
      [112, 775],
      [298, 775],
    ],
    10,
    '#fff6ea',
  )
  oval(brush, 560, 1480, 420, 60, 'rgba(60, 25, 5, 0.35)')
  within(brush, () => {
    brush.beginPath()
    brush.arc(560, 1090, 400, -0.95, Math.PI + 0.95)
    brush.closePath()
    brush.fillStyle = 'rgba(235, 248, 255, 0.5)'
    brush.fill()
    brush.clip()
    const level = 860 + Math.sin(time * 1.4) * 8
    brush.fillStyle = '#58b7ee'
    brush.fillRect(100, level, 920, 800)
    brush.fillStyle = 'rgba(255, 255, 255, 0.22)'
    brush.fillRect(100, level, 920, 16)
    for (let index = 0; index < 30; index += 1)
      disc(brush, 200 + index * 26, 1468 + (index % 3) * 14, 30, index % 2 ? '#f4d7a1' : '#e2b978')
    for (const [x, lean] of [
      [330, 0.3],
      [380, -0.2],
      [790, 0.25],
    ] as const) {
      const sway = Math.sin(time * 1.5 + x) * 30
      stroke(
        brush,
        [
          [x, 1450],
          [x + lean * 80 + sway / 2, 1290],
          [x + lean * 160 + sway, 1130],
        ],
        24,
        '#2f9e62',
      )
    }
    const phase = (time * 0.35) % 2
    const isLeft = phase > 1
    const x = isLeft ? mix(800, 330, phase - 1) : mix(330, 800, phase)
    goldfish(brush, x, 1090 + Math.sin(time * 2) * 36, 1.05, time, isLeft)
    bubbles(brush, time, 620, 1400, 480)
  })
  brush.strokeStyle = 'rgba(255, 255, 255, 0.85)'
  brush.lineWidth = 14
  brush.beginPath()
  brush.arc(560, 1090, 400, -0.95, Math.PI + 0.95)
  brush.stroke()
  stroke(
    brush,
    [
      [330, 766],
      [790, 766],
    ],
    18,
    '#ffffff',
  )
  within(brush, () => {
    brush.globalAlpha = 0.5
    stroke(
      brush,
      [
        [270, 960],
        [240, 1060],
        [250, 1170],
      ],
      26,
      '#ffffff',
    )
  })
}

export const hoop: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#2f96d8'],
    [0.7, '#1668ab'],
    [1, '#0c3e70'],
  ])
  const random = seeded(8)
  for (let index = 0; index < 7; index += 1)
    within(brush, () => {
      brush.globalAlpha = 0.12
      const x = index * 190 + Math.sin(time * 0.7 + index) * 60
      polygon(
        brush,
        [
          [x, 0],
          [x + 90, 0],
          [x + 330, 1920],
          [x + 90, 1920],
        ],
        '#ffffff',
      )
    })
  for (let index = 0; index < 36; index += 1)
    disc(brush, random() * 1080, 1760 + random() * 160, 40 + random() * 40, index % 2 ? '#dcb983' : '#c79f66')
  // Three trips through the hoop; each time the food comes sooner.
  const trip = Math.min(2, Math.floor(time / 2.6))
  const t = time - trip * 2.6
  const swim = through(t, 0.2, 1.7 - trip * 0.2)
  const x = mix(-160, 900, swim)
  const y = 980 - Math.sin(swim * Math.PI) * 160
  within(brush, () => {
    brush.lineWidth = 34
    brush.strokeStyle = '#b98a00'
    brush.beginPath()
    brush.ellipse(560, 880, 90, 250, 0, Math.PI / 2, (3 * Math.PI) / 2)
    brush.stroke()
  })
  goldfish(brush, x, y, 1.15, time)
  within(brush, () => {
    brush.lineWidth = 34
    brush.strokeStyle = '#ffcf33'
    brush.beginPath()
    brush.ellipse(560, 880, 90, 250, 0, -Math.PI / 2, Math.PI / 2)
    brush.stroke()
  })
  stroke(
    brush,
    [
      [560, 1130],
      [560, 1800],
    ],
    26,
    '#b98a00',
  )
  if (swim > 0.8)
    for (let index = 0; index < 5; index += 1)
      disc(brush, 960 + (index % 2) * 30, 560 + index * 54 + (t - 1.4) * 160, 15, '#ffe6b0')
  bubbles(brush, time, 200, 1600, 900)
  // How long it took, as bars that get shorter.
  for (let index = 0; index <= trip; index += 1) {
    const grown = index < trip ? 1 : through(t, 0.2, 1.6)
    write(brush, ['First time', 'Second time', 'Third time'][index] ?? '', 64, 1296 + index * 118, 38, '#ffffff', 700, 'left')
    slab(
      brush,
      64,
      1312 + index * 118,
      (560 - index * 170) * grown,
      44,
      22,
      index === 2 ? '#ffb020' : 'rgba(255, 255, 255, 0.85)',
    )
  }
}
