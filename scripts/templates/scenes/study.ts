import type { Draw } from '../design.ts'
import {
  clamp01,
  desk,
  disc,
  easeInOut,
  gradient,
  hand,
  mix,
  oval,
  seeded,
  shaded,
  slab,
  stroke,
  through,
  within,
  write,
} from './brush.ts'

export const cards: Draw = (brush, time) => {
  desk(brush, '#d9a066', 'rgba(255, 240, 200, 0.55)')
  shaded(brush, 40, 20, () =>
    within(brush, () => {
      brush.translate(860, 560)
      brush.rotate(0.2)
      slab(brush, -170, -230, 340, 460, 18, '#2f7d6b')
    }),
  )
  for (let index = 3; index >= 0; index -= 1)
    shaded(brush, 24, 10, () =>
      within(brush, () => {
        brush.translate(520, 900)
        brush.rotate((index - 1.5) * 0.05)
        slab(brush, -350, -230, 700, 460, 34, index === 0 ? '#ffffff' : '#f3ead8')
      }),
    )
  const turn = through(time, 1.6, 0.7)
  const width = Math.abs(Math.cos(turn * Math.PI))
  within(brush, () => {
    brush.translate(520, 900)
    brush.rotate(-0.075)
    brush.scale(Math.max(0.02, width), 1)
    shaded(brush, 40, 24, () => slab(brush, -350, -230, 700, 460, 34, turn < 0.5 ? '#ffffff' : '#ffe9a8'))
    if (turn < 0.5) {
      write(brush, 'Capital of', 0, -50, 74, '#4b5563', 500)
      write(brush, 'Australia?', 0, 70, 112, '#0b3d33', 800)
    } else write(brush, 'Canberra', 0, 40, 128, '#0b6b57', 800)
  })
  const come = through(time, 0.2, 0.9) * (1 - through(time, 4, 0.8))
  hand(brush, mix(1000, 800, come), mix(1900, 1060, come), '#8d5a3b', '#f2b134', -0.2)
}

export const calendar: Draw = (brush, time) => {
  desk(brush, '#3d7f9c', 'rgba(190, 235, 255, 0.45)')
  shaded(brush, 60, 30, () => slab(brush, 110, 520, 860, 800, 40, '#fffdf6'))
  slab(brush, 110, 520, 860, 150, 40, '#e2574c')
  brush.fillStyle = '#e2574c'
  brush.fillRect(110, 610, 860, 60)
  for (const x of [300, 780]) {
    slab(brush, x - 16, 470, 32, 110, 16, '#374151')
  }
  write(brush, 'This week', 540, 628, 84, '#ffffff', 800)
  ;['M', 'T', 'W', 'T', 'F', 'S', 'S'].forEach((day, index) => write(brush, day, 182 + index * 119, 750, 46, '#6b7280', 700))
  const studied = [0, 2, 5, 9]
  for (let index = 0; index < 14; index += 1) {
    const [x, y] = [182 + (index % 7) * 119, 860 + Math.floor(index / 7) * 220]
    slab(brush, x - 50, y - 60, 100, 150, 20, '#f1ede2')
    const order = studied.indexOf(index)
    if (order < 0) continue
    const pop = clamp01((time - 0.6 - order * 0.85) / 0.4)
    disc(brush, x, y + 14, 46 * (pop < 1 ? easeInOut(pop) * 1.1 : 1), '#0b6b57')
    if (pop > 0.6)
      stroke(
        brush,
        [
          [x - 20, y + 14],
          [x - 5, y + 30],
          [x + 22, y - 4],
        ],
        11,
        '#ffffff',
      )
  }
  for (let leap = 0; leap < 3; leap += 1) {
    const from = studied[leap] ?? 0
    const to = studied[leap + 1] ?? 0
    const k = clamp01((time - 0.9 - leap * 0.85) / 0.5)
    if (k <= 0 || Math.floor(from / 7) !== Math.floor(to / 7)) continue
    const [x1, x2] = [182 + (from % 7) * 119, 182 + (to % 7) * 119]
    within(brush, () => {
      brush.setLineDash([4, 22])
      brush.strokeStyle = '#f59e0b'
      brush.lineWidth = 12
      brush.lineCap = 'round'
      brush.beginPath()
      brush.moveTo(x1, 800)
      brush.quadraticCurveTo((x1 + x2) / 2, 690, mix(x1, x2, k), mix(800, 800, k))
      brush.stroke()
    })
  }
  within(brush, () => {
    brush.translate(900, 1240)
    brush.rotate(0.7 + Math.sin(time * 2) * 0.02)
    shaded(brush, 24, 16, () => slab(brush, -26, -330, 52, 560, 12, '#ffd166'))
    slab(brush, -26, -330, 52, 60, 12, '#f08a9b')
  })
}

export const night: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#0a1533'],
    [0.6, '#1b2a5e'],
    [1, '#2c3c7d'],
  ])
  slab(brush, 590, 330, 400, 560, 30, '#0e1a44')
  disc(brush, 830, 520, 92, '#fff3c4')
  disc(brush, 870, 492, 84, '#0e1a44')
  const random = seeded(3)
  for (let index = 0; index < 22; index += 1) {
    const twinkle = 0.3 + 0.7 * Math.sin(time * 2 + index * 1.7) ** 2
    within(brush, () => {
      brush.globalAlpha = twinkle
      disc(brush, 610 + random() * 360, 350 + random() * 520, 2 + random() * 4, '#ffffff')
    })
  }
  stroke(
    brush,
    [
      [790, 330],
      [790, 890],
    ],
    14,
    '#4a5aa0',
  )
  stroke(
    brush,
    [
      [590, 610],
      [990, 610],
    ],
    14,
    '#4a5aa0',
  )
  slab(brush, 40, 900, 120, 560, 30, '#7a4b2c')
  slab(brush, 60, 1230, 1060, 200, 40, '#8a5733')
  slab(brush, 110, 1040, 400, 200, 90, '#f4f1ff')
  const breath = Math.sin(time * 1.8) * 12
  oval(brush, 330, 1090, 104, 96, '#8d5a3b')
  within(brush, () => {
    brush.beginPath()
    brush.ellipse(316, 1050, 118, 78, -0.2, Math.PI, 2 * Math.PI)
    brush.fillStyle = '#2b1a12'
    brush.fill()
  })
  stroke(
    brush,
    [
      [348, 1100],
      [372, 1106],
      [394, 1098],
    ],
    7,
    '#3b2014',
  )
  slab(brush, 430, 1060 - breath, 640, 260 + breath, 110, '#0b8a6c')
  for (let index = 0; index < 4; index += 1)
    slab(brush, 520 + index * 140, 1060 - breath, 46, 260 + breath, 20, 'rgba(255, 255, 255, 0.16)')
  // What was learned comes back in the dream.
  const dream = through(time, 0.8, 1)
  within(brush, () => {
    brush.globalAlpha = dream
    disc(brush, 420, 930, 20, '#ffffff')
    disc(brush, 390, 840, 32, '#ffffff')
    slab(brush, 90, 500 - dream * 20, 440, 270, 130, '#ffffff')
  })
  ;['7 × 8', 'Paris', 'Canberra'].forEach((word, index) => {
    const k = clamp01((time - 1.4 - index * 1.1) / 0.4) * (1 - clamp01((time - 2.3 - index * 1.1) / 0.3))
    within(brush, () => {
      brush.globalAlpha = index === 2 ? clamp01((time - 3.6) / 0.4) : k
      write(brush, word, 310, 656, 78, '#0b3d33', 800)
    })
  })
}
