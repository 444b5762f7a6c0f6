import type { Brush, Draw } from '../design.ts'
import { disc, gradient, mix, oval, polygon, slab, stroke, through, within } from './brush.ts'

function sill(brush: Brush, time: number, light: number): void {
  gradient(brush, [
    [0, '#efe4d2'],
    [1, '#d9c6a8'],
  ])
  slab(brush, 150, 330, 780, 1000, 24, '#ffffff')
  within(brush, () => {
    brush.beginPath()
    brush.rect(190, 370, 700, 920)
    brush.clip()
    const sky = brush.createLinearGradient(0, 370, 0, 1290)
    sky.addColorStop(0, light > 0.5 ? '#6fc0ff' : '#9fb3c2')
    sky.addColorStop(1, light > 0.5 ? '#e5f6ff' : '#d5dde2')
    brush.fillStyle = sky
    brush.fillRect(190, 370, 700, 920)
    if (light > 0.5) {
      disc(brush, 750, 520, 150, 'rgba(255, 240, 150, 0.5)')
      disc(brush, 750, 520, 86, '#ffe477')
    }
    for (const [x, y, r] of [
      [320, 560, 60],
      [390, 540, 80],
      [470, 566, 60],
    ] as const)
      disc(brush, ((x + time * 20) % 900) + 60, y, r, 'rgba(255, 255, 255, 0.85)')
    oval(brush, 300, 1330, 420, 200, '#7fb069')
    oval(brush, 800, 1340, 420, 160, '#5f9a55')
  })
  stroke(
    brush,
    [
      [540, 370],
      [540, 1290],
    ],
    22,
    '#ffffff',
  )
  stroke(
    brush,
    [
      [190, 800],
      [890, 800],
    ],
    22,
    '#ffffff',
  )
  slab(brush, 60, 1310, 960, 90, 20, '#fffaf0')
  slab(brush, 60, 1390, 960, 34, 12, '#cdb995')
}

function pot(brush: Brush): void {
  polygon(
    brush,
    [
      [390, 1060],
      [690, 1060],
      [650, 1312],
      [430, 1312],
    ],
    '#c65d32',
  )
  slab(brush, 370, 1020, 340, 80, 16, '#d97347')
  oval(brush, 540, 1028, 150, 24, '#4a2d1a')
}

function leaf(brush: Brush, x: number, y: number, turn: number, size: number, colour: string): void {
  within(brush, () => {
    brush.translate(x, y)
    brush.rotate(turn)
    oval(brush, 0, -size / 2, size * 0.3, size * 0.55, colour)
    stroke(
      brush,
      [
        [0, 0],
        [0, -size * 0.9],
      ],
      5,
      'rgba(255, 255, 255, 0.4)',
    )
  })
}

/** `grown` from a limp seedling (0) to a plant in bloom (1). */
function green(brush: Brush, time: number, grown: number): void {
  const tall = mix(150, 520, grown)
  const droop = mix(0.9, 0, Math.min(1, grown * 3))
  const sway = Math.sin(time * 1.4) * 10 * grown
  const [dull, fresh] = grown > 0.3 ? ['#3f9b46', '#58b957'] : ['#a3a04a', '#b5ad5a']
  const tip = [540 + droop * 120 + sway, 1030 - tall * (1 - droop * 0.45)] as const
  brush.strokeStyle = dull
  brush.lineWidth = mix(16, 26, grown)
  brush.lineCap = 'round'
  brush.beginPath()
  brush.moveTo(540, 1040)
  brush.quadraticCurveTo(540, 1030 - tall * 0.7, tip[0], tip[1])
  brush.stroke()
  const pairs = Math.round(mix(1, 5, grown))
  for (let index = 0; index < pairs; index += 1) {
    const k = (index + 1) / (pairs + 0.6)
    const [x, y] = [540 + (tip[0] - 540) * k ** 2, 1030 - (1030 - tip[1]) * k]
    for (const way of [-1, 1])
      leaf(
        brush,
        x,
        y,
        way * mix(2.2, 1, Math.min(1, grown * 2)) + sway / 100,
        mix(110, 230, grown) * (1 - k * 0.3),
        index % 2 ? dull : fresh,
      )
  }
  if (grown > 0.75)
    for (let petal = 0; petal < 8; petal += 1)
      within(brush, () => {
        brush.translate(...tip)
        brush.rotate((petal / 8) * 2 * Math.PI + time * 0.1)
        oval(brush, 0, -66, 30, 62, petal % 2 ? '#ff8fb1' : '#ff6f9c')
      })
  if (grown > 0.75) disc(brush, tip[0], tip[1], 38, '#ffd84d')
}

export const before: Draw = (brush, time) => {
  sill(brush, time, 0)
  pot(brush)
  green(brush, time, 0)
}

export const after: Draw = (brush, time) => {
  sill(brush, time, 1)
  pot(brush)
  green(brush, time, 1)
}

export const watering: Draw = (brush, time) => {
  sill(brush, time, 1)
  pot(brush)
  green(brush, time, 0.05 + 0.55 * through(time, 2, 4))
  const tip = through(time, 0.5, 0.7) * (1 - through(time, 3.6, 0.7))
  within(brush, () => {
    brush.translate(mix(1250, 830, through(time, 0, 0.7)) + through(time, 4.2, 0.8) * 500, 640)
    brush.rotate(-0.5 * tip)
    slab(brush, -60, -110, 250, 240, 40, '#2f7fb8')
    polygon(
      brush,
      [
        [-50, 60],
        [-250, -90],
        [-214, -124],
        [-40, 10],
      ],
      '#2f7fb8',
    )
    within(brush, () => {
      brush.translate(-240, -112)
      brush.rotate(-0.7)
      slab(brush, -30, -60, 50, 120, 16, '#245f8c')
    })
    brush.strokeStyle = '#245f8c'
    brush.lineWidth = 30
    brush.beginPath()
    brush.arc(200, 10, 90, -1.3, 1.3)
    brush.stroke()
  })
  if (tip > 0.6)
    for (let drop = 0; drop < 26; drop += 1) {
      const k = (time * 1.7 + drop / 26) % 1
      oval(brush, 570 - (drop % 7) * 16 - k * 20, 600 + k * 420, 6, 16, 'rgba(90, 180, 240, 0.9)')
    }
}
