import type { Brush, Draw } from '../design.ts'
import { desk, gradient, hand, mix, polygon, shaded, stroke, through, within } from './brush.ts'

const paper = '#fff7df'
const under = '#f3c77b'
const table = (brush: Brush): void => desk(brush, '#2f6f73', 'rgba(190, 240, 225, 0.45)')

function shape(brush: Brush, points: readonly (readonly [number, number])[], colour: string): void {
  shaded(brush, 30, 16, () => polygon(brush, points, colour))
}

export const half: Draw = (brush, time) => {
  table(brush)
  const k = through(time, 1, 1.6)
  shape(
    brush,
    [
      [240, 1060],
      [840, 1060],
      [840, 1450],
      [240, 1450],
    ],
    paper,
  )
  const top = mix(670, 1450, k)
  const bulge = Math.sin(k * Math.PI) * 60
  shape(
    brush,
    [
      [240, 1060],
      [840, 1060],
      [840 + bulge, top],
      [240 - bulge, top],
    ],
    k < 0.5 ? paper : under,
  )
  stroke(
    brush,
    [
      [240, 1060],
      [840, 1060],
    ],
    4,
    'rgba(120, 80, 20, 0.35)',
  )
  hand(brush, 700, mix(700, 1400, k), '#e0a37c', '#b83a0b', -0.15)
}

export const corners: Draw = (brush, time) => {
  table(brush)
  const left = through(time, 0.7, 1.1)
  const right = through(time, 2, 1.1)
  const topLeft = mix(240, 540, left)
  const topRight = mix(840, 540, right)
  shape(
    brush,
    [
      [540, 860],
      [right > 0 ? mix(840, 540, right) : 840, 860],
      [840, mix(860, 1160, right)],
      [840, 1450],
      [240, 1450],
      [240, mix(860, 1160, left)],
      [mix(240, 540, left), 860],
    ],
    paper,
  )
  if (left > 0)
    shape(
      brush,
      [
        [540, 860],
        [240, 1160],
        [topLeft, mix(860, 1160, left)],
      ],
      under,
    )
  if (right > 0)
    shape(
      brush,
      [
        [540, 860],
        [840, 1160],
        [topRight, mix(860, 1160, right)],
      ],
      under,
    )
  const onRight = time > 1.9
  hand(
    brush,
    onRight ? mix(800, 560, right) : mix(330, 500, left),
    onRight ? mix(920, 1180, right) : mix(920, 1180, left),
    '#e0a37c',
    '#b83a0b',
    onRight ? -0.25 : 0.1,
  )
}

export const brim: Draw = (brush, time) => {
  table(brush)
  const k = through(time, 0.9, 1.5)
  shape(
    brush,
    [
      [540, 760],
      [860, 1160],
      [220, 1160],
    ],
    paper,
  )
  stroke(
    brush,
    [
      [540, 760],
      [540, 1160],
    ],
    5,
    'rgba(120, 80, 20, 0.4)',
  )
  polygon(
    brush,
    [
      [540, 762],
      [540, 1160],
      [228, 1160],
    ],
    'rgba(243, 199, 123, 0.55)',
  )
  const edge = mix(1400, 980, k)
  shape(
    brush,
    [
      [200, 1160],
      [880, 1160],
      [880 - k * 90, edge],
      [200 + k * 90, edge],
    ],
    k < 0.5 ? paper : under,
  )
  hand(brush, 620, edge - 20, '#e0a37c', '#b83a0b', -0.12)
}

export function boat(brush: Brush, x: number, y: number, scale: number, turn = 0): void {
  within(brush, () => {
    brush.translate(x, y)
    brush.rotate(turn)
    brush.scale(scale, scale)
    shape(
      brush,
      [
        [0, -330],
        [150, 20],
        [-150, 20],
      ],
      paper,
    )
    polygon(
      brush,
      [
        [0, -330],
        [0, 20],
        [-150, 20],
      ],
      under,
    )
    shape(
      brush,
      [
        [-400, -110],
        [-150, 20],
        [150, 20],
        [400, -110],
        [250, 180],
        [-250, 180],
      ],
      paper,
    )
    polygon(
      brush,
      [
        [0, 60],
        [400, -110],
        [250, 180],
        [0, 180],
      ],
      '#f7dfa9',
    )
    stroke(
      brush,
      [
        [-250, 180],
        [250, 180],
      ],
      6,
      'rgba(120, 80, 20, 0.3)',
    )
  })
}

export const open: Draw = (brush, time) => {
  table(brush)
  const k = through(time, 0.8, 1.6)
  boat(brush, 540, 1130, mix(0.35, 0.95, k))
  if (k < 1)
    within(brush, () => {
      brush.globalAlpha = 1 - k
      shape(
        brush,
        [
          [540, 760],
          [860, 1160],
          [540, 1400],
          [220, 1160],
        ],
        paper,
      )
    })
  hand(brush, mix(620, 900, k), mix(1150, 1080, k), '#e0a37c', '#b83a0b', -0.3)
}

export const sailing: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#8fd3ff'],
    [0.42, '#d6f1ff'],
    [0.43, '#3aa0d8'],
    [1, '#0f5c94'],
  ])
  polygon(
    brush,
    [
      [0, 830],
      [220, 660],
      [420, 790],
      [640, 620],
      [900, 780],
      [1080, 690],
      [1080, 830],
    ],
    '#6db58e',
  )
  const wave = (x: number, row: number): number => Math.sin(x / 130 + time * (1.6 + row * 0.3) + row) * (14 + row * 5)
  const lay = (row: number, y: number, colour: string): void => {
    brush.fillStyle = colour
    brush.beginPath()
    brush.moveTo(0, 1920)
    for (let x = 0; x <= 1080; x += 20) brush.lineTo(x, y + wave(x, row))
    brush.lineTo(1080, 1920)
    brush.fill()
  }
  lay(1, 890, '#46ace0')
  const x = mix(330, 700, through(time, 0, 4.5))
  boat(brush, x, 950 + wave(x, 2), 0.85, Math.sin(time * 1.7) * 0.06)
  lay(2, 1070, '#2f8fcb')
  lay(3, 1260, '#2380bb')
  lay(4, 1480, '#176ba3')
}
