import type { Brush, Draw } from '../design.ts'
import { clamp01, easeBack, gradient, hand, mix, oval, shaded, slab, stroke, through, within, write } from './brush.ts'

function room(brush: Brush, wall: string, table: string, edge = 1420): void {
  gradient(brush, [
    [0, wall],
    [edge / 1920, wall],
    [edge / 1920 + 0.001, table],
    [1, table],
  ])
  brush.fillStyle = 'rgba(255, 255, 255, 0.16)'
  brush.fillRect(0, edge, 1080, 18)
  brush.fillStyle = 'rgba(0, 0, 0, 0.12)'
  brush.fillRect(0, edge + 80, 1080, 500)
}

/** Rings of rolled paper one on the other. */
function storey(brush: Brush, x: number, y: number, width: number, height: number, tint: string): void {
  slab(brush, x - width / 2, y - height, width, height, 10, tint)
  within(brush, () => {
    brush.globalAlpha = 0.16
    slab(brush, x - width / 2, y - height, width * 0.24, height, 10, '#000000')
    brush.globalAlpha = 0.3
    slab(brush, x + width * 0.06, y - height, width * 0.16, height, 8, '#ffffff')
  })
  oval(brush, x, y - height, width / 2, 18, '#ffffff')
  oval(brush, x, y - height, width / 2 - 12, 11, 'rgba(80, 60, 60, 0.35)')
}

const tints = ['#fff6e5', '#ffe9c7', '#fff6e5', '#ffe0d0', '#fff6e5', '#ffe9c7', '#fff6e5'] as const

function tower(brush: Brush, x: number, foot: number, levels: number, lean = 0, scale = 1): void {
  oval(brush, x, foot + 6, 170 * scale, 26, 'rgba(0, 0, 0, 0.25)')
  for (let level = 0; level < Math.ceil(levels); level += 1) {
    const k = easeBack(clamp01(levels - level))
    within(brush, () => {
      brush.translate(x + lean * level ** 2 * 6, foot - level * 150 * scale - (1 - k) * 160)
      brush.rotate(lean * 0.04 * level)
      brush.globalAlpha = clamp01((levels - level) * 3)
      storey(brush, 0, 0, (200 - level * 14) * scale, 152 * scale, tints[level % tints.length] ?? '#ffffff')
    })
  }
}

function ruler(brush: Brush, x: number, foot: number, height: number): void {
  slab(brush, x, foot - height, 86, height, 8, '#ffd84d')
  for (let mark = 0; mark * 30 < height - 20; mark += 1)
    stroke(
      brush,
      [
        [x, foot - mark * 30],
        [x + (mark % 5 ? 24 : 44), foot - mark * 30],
      ],
      4,
      '#7a5200',
    )
}

export const build: Draw = (brush, time) => {
  room(brush, '#ffc2d4', '#b0446e')
  const levels = 0.2 + time * 0.92
  tower(brush, 500, 1450, Math.min(6, levels), Math.sin(time * 3) * 0.05)
  const next = levels % 1
  const y = 1450 - Math.min(6, levels) * 150
  hand(brush, 600 + 90 * Math.sin(next * Math.PI), y + 40, '#8d5a3b', '#3a0a20', -0.25)
}

export const stands: Draw = (brush, time) => {
  room(brush, '#ffc2d4', '#b0446e')
  ruler(brush, 760, 1450, 1080 * through(time, 0.1, 0.7))
  tower(brush, 460, 1450, 6.99, Math.sin(time * 2) * 0.04)
  const count = Math.min(10, 1 + Math.floor(time * 2.7))
  slab(brush, 64, 150, 250, 190, 48, '#3a0a20')
  write(brush, `${count} s`, 189, 275, 104, '#ffe14d', 800)
  if (count >= 10)
    for (let bit = 0; bit < 46; bit += 1) {
      const k = clamp01((time - 3.3) / 1.2)
      within(brush, () => {
        brush.translate((bit * 211) % 1080, -60 + k * (500 + ((bit * 97) % 700)))
        brush.rotate(bit + k * 6)
        slab(brush, -14, -24, 28, 48, 6, ['#ffe14d', '#ffffff', '#c2185b', '#47c9ff'][bit % 4] ?? '')
      })
    }
}

/** For a window of 1080 x 960: all of it lies between 480 and 1440. */
export const buildWide: Draw = (brush, time) => {
  room(brush, '#ffc2d4', '#b0446e', 1330)
  const levels = Math.min(5, 0.3 + time * 0.8)
  tower(brush, 540, 1350, levels, Math.sin(time * 3) * 0.05, 0.86)
  hand(brush, 640 + 60 * Math.sin((levels % 1) * Math.PI), 1350 - levels * 129 + 30, '#8d5a3b', '#3a0a20', -0.3)
}

export const fallWide: Draw = (brush, time) => {
  room(brush, '#bfe6ef', '#2b7f96', 1330)
  const fall = clamp01((time - 4) / 0.8) ** 2
  const levels = Math.min(4.99, 0.5 + time * 1.25)
  if (fall <= 0) {
    tower(brush, 540, 1350, levels, Math.sin(time * 4) * (0.1 + time * 0.06), 0.86)
    hand(brush, 690, 1350 - levels * 129 + 40, '#f0c29a', '#fbbf24', -0.35)
    return
  }
  tower(brush, 540, 1350, 1.99, 0.05, 0.86)
  for (let level = 2; level < 5; level += 1)
    within(brush, () => {
      brush.translate(540 + fall * (90 + level * 110), mix(1350 - level * 129, 1340, fall))
      brush.rotate(fall * (1.57 + level * 0.1))
      storey(brush, 0, 0, 150, 130, tints[level] ?? '')
    })
  within(brush, () => {
    brush.globalAlpha = through(time, 4.8, 0.4)
    write(brush, 'Oh no!', 330, 760, 130, '#082f3a', 800)
  })
}

export const second: Draw = (brush, time) => {
  room(brush, '#bfe6ef', '#2b7f96')
  tower(brush, 540, 1450, Math.min(6.99, 2.4 + time * 1.1), Math.sin(time * 2.6) * 0.06)
  if (time > 4.2) {
    const k = easeBack(clamp01((time - 4.2) / 0.5))
    within(brush, () => {
      brush.translate(540, 330)
      brush.scale(k, k)
      shaded(brush, 30, 14, () => slab(brush, -240, -90, 480, 160, 80, '#fbbf24'))
      write(brush, '46 cm', 0, 38, 112, '#082f3a', 800)
    })
  } else hand(brush, 660, 1450 - (2.4 + time * 1.1) * 150 + 60, '#f0c29a', '#fbbf24', -0.25)
}
