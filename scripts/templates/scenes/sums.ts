import type { Brush, Draw } from '../design.ts'
import { clamp01, easeBack, fill, hand, mix, shaded, slab, stroke, through, within, write } from './brush.ts'

function paper(brush: Brush): void {
  fill(brush, '#e9e2d0')
  shaded(brush, 60, 20, () => slab(brush, 50, 130, 980, 1500, 24, '#fffdf7'))
  for (let y = 130; y < 1630; y += 70)
    stroke(
      brush,
      [
        [50, y],
        [1030, y],
      ],
      2,
      '#cfe0ea',
    )
  for (let x = 50; x < 1030; x += 70)
    stroke(
      brush,
      [
        [x, 130],
        [x, 1630],
      ],
      2,
      '#cfe0ea',
    )
  stroke(
    brush,
    [
      [155, 130],
      [155, 1630],
    ],
    4,
    '#e79a92',
  )
}

const colours = ['#12767a', '#f2a900', '#e2574c', '#5b6ee1'] as const

export const quarters: Draw = (brush, time) => {
  paper(brush)
  write(brush, '100 %', 590, 380, 96, '#12464a', 800)
  slab(brush, 200, 440, 780, 170, 16, '#12767a')
  const cut = through(time, 1, 1.6)
  colours.forEach((colour, index) => {
    const k = clamp01(cut * 4 - index)
    if (k > 0) slab(brush, 200 + index * 195 + (index - 1.5) * 16 * cut, 440, 195 * k - 6, 170, 16, colour)
  })
  colours.forEach((colour, index) => {
    const k = clamp01((time - 2.9 - index * 0.35) / 0.35)
    if (k <= 0) return
    within(brush, () => {
      brush.translate(297 + index * 195 + (index - 1.5) * 16, 720)
      brush.scale(easeBack(k), easeBack(k))
      write(brush, '25 %', 0, 0, 68, colour, 800)
    })
  })
  const pie = through(time, 4.3, 1)
  if (pie > 0)
    colours.forEach((colour, index) => {
      brush.fillStyle = colour
      brush.beginPath()
      const start = -Math.PI / 2 + index * (Math.PI / 2)
      const shift = index === 0 ? 24 * pie : 0
      brush.moveTo(590 + shift, 1010 - shift)
      brush.arc(590 + shift, 1010 - shift, 180 * pie, start, start + Math.PI / 2)
      brush.fill()
    })
  hand(
    brush,
    mix(300, 900, cut),
    mix(1500, 640, through(time, 0.3, 0.7)) + through(time, 2.8, 0.8) * 900,
    '#c68a5f',
    '#0a2a2d',
    -0.1,
  )
}

export const divide: Draw = (brush, time) => {
  paper(brush)
  write(brush, '80', 590, 360, 120, '#12464a', 800)
  const cut = through(time, 0.6, 1.1)
  for (let index = 0; index < 80; index += 1) {
    const [group, place] = [Math.floor(index / 20), index % 20]
    const from = [230 + (index % 16) * 46, 450 + Math.floor(index / 16) * 46] as const
    const to = [215 + group * 200 + (place % 4) * 42, 450 + Math.floor(place / 4) * 46] as const
    const k = clamp01(cut * 1.4 - index / 200)
    brush.fillStyle = colours[group] ?? ''
    brush.beginPath()
    brush.arc(mix(from[0], to[0], k), mix(from[1], to[1], k), 16, 0, 2 * Math.PI)
    brush.fill()
  }
  colours.forEach((colour, index) => {
    const k = clamp01((time - 2.1 - index * 0.3) / 0.35)
    if (k > 0)
      within(brush, () => {
        brush.translate(278 + index * 200, 790)
        brush.scale(easeBack(k), easeBack(k))
        write(brush, '20', 0, 0, 96, colour, 800)
      })
  })
  const line = '80 ÷ 4 = 20'
  const written = line.slice(0, Math.round(line.length * through(time, 3.7, 1.4, (k) => k)))
  write(brush, written, 220, 1060, 150, '#12464a', 800, 'left')
  const pen = 220 + written.length * 70
  hand(brush, time > 3.6 ? pen : 980, mix(1900, 1040, through(time, 3.2, 0.5)), '#c68a5f', '#0a2a2d', -0.15)
}
