/** The stage every scene shares: palette, type, sky, hills, sunlight and the parts drawn more than once. */

import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { fileURLToPath } from 'node:url'
import { clamp01, easeBack, easeOut, seeded, through } from './timing.ts'

export type Brush = SKRSContext2D

export const width = 1080
export const height = 1920
export const framesPerSecond = 30

export const palette = {
  ivory: '#fff6e3',
  muted: '#b9bee6',
  sun: '#ffc95c',
  sight: '#5fe0c8',
  coral: '#ff8a78',
  copper: '#ffa27a',
  ink: '#0a0f2b',
} as const

GlobalFonts.registerFromPath(
  fileURLToPath(new URL('../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', import.meta.url)),
  'Sample Inter',
)

export interface Lettering {
  readonly size: number
  readonly weight?: number
  readonly color?: string
  readonly align?: 'left' | 'center' | 'right'
  readonly alpha?: number
  readonly tracking?: number
}

function setType(
  brush: Brush,
  { size, weight = 600, color = palette.ivory, align = 'center', tracking = -0.02 }: Lettering,
): void {
  brush.font = `${size}px "Sample Inter"`
  brush.fontVariationSettings = `'wght' ${weight}`
  brush.letterSpacing = `${tracking * size}px`
  brush.fillStyle = color
  brush.textAlign = align
  brush.textBaseline = 'alphabetic'
}

export function write(brush: Brush, words: string, x: number, y: number, lettering: Lettering): void {
  const alpha = clamp01(lettering.alpha ?? 1)
  if (alpha === 0) return
  brush.save()
  brush.globalAlpha *= alpha
  setType(brush, lettering)
  brush.fillText(words, x, y)
  brush.restore()
}

/** A line whose words rise in one after the other, centred on x; it leaves all at once after `end`. */
export function headline(
  brush: Brush,
  time: number,
  words: string,
  y: number,
  start: number,
  end: number,
  lettering: Lettering,
): void {
  const leaving = 1 - through(time, end, 0.3, easeOut)
  if (time < start || leaving === 0) return
  brush.save()
  setType(brush, { ...lettering, align: 'left' })
  const parts = words.split(' ')
  const gap = brush.measureText('n n').width - brush.measureText('nn').width
  const widths = parts.map((word) => brush.measureText(word).width)
  let x = width / 2 - (widths.reduce((sum, w) => sum + w, 0) + gap * (parts.length - 1)) / 2
  for (const [index, word] of parts.entries()) {
    const k = through(time, start + index * 0.08, 0.5, easeOut)
    brush.globalAlpha = k * leaving
    brush.fillText(word, x, y + (1 - k) * 36 - (1 - leaving) * 16)
    x += (widths[index] ?? 0) + gap
  }
  brush.restore()
}

/** A small name tag, so that words stay readable on any part of the picture. */
export function tag(brush: Brush, words: string, x: number, y: number, k: number, color: string = palette.ivory): void {
  if (k <= 0) return
  brush.save()
  brush.globalAlpha = clamp01(k * 1.6)
  setType(brush, { size: 38, weight: 650, color, tracking: -0.01 })
  const half = brush.measureText(words).width / 2 + 26
  brush.translate(x, y)
  brush.scale(0.8 + 0.2 * easeBack(clamp01(k)), 0.8 + 0.2 * easeBack(clamp01(k)))
  brush.fillStyle = 'rgba(9, 13, 40, 0.82)'
  brush.beginPath()
  brush.roundRect(-half, -36, half * 2, 72, 36)
  brush.fill()
  brush.fillStyle = color
  brush.fillText(words, 0, 13)
  brush.restore()
}

function painted(draw: (brush: Brush) => void): Canvas {
  const canvas = createCanvas(width, height)
  draw(canvas.getContext('2d'))
  return canvas
}

function sky(stops: readonly (readonly [number, string])[]): Canvas {
  return painted((brush) => {
    const fill = brush.createLinearGradient(0, 0, 0, height)
    for (const [at, color] of stops) fill.addColorStop(at, color)
    brush.fillStyle = fill
    brush.fillRect(0, 0, width, height)
    // A breath of grain keeps the long gradients from showing bands once compressed.
    const image = brush.getImageData(0, 0, width, height)
    const random = seeded(5)
    for (let index = 0; index < image.data.length; index += 4) {
      const grain = (random() - 0.5) * 3
      for (const channel of [0, 1, 2]) image.data[index + channel] = (image.data[index + channel] ?? 0) + grain
    }
    brush.putImageData(image, 0, 0)
  })
}

export const skies = {
  night: sky([
    [0, '#0a0e2e'],
    [0.45, '#151c52'],
    [0.78, '#2b2a70'],
    [1, '#463a86'],
  ]),
  space: sky([
    [0, '#0b0f30'],
    [0.5, '#171e58'],
    [1, '#10153f'],
  ]),
  dusk: sky([
    [0, '#12174a'],
    [0.3, '#3a2f7c'],
    [0.5, '#8a4480'],
    [0.63, '#e5705f'],
    [0.72, '#ffb765'],
    [1, '#ffd48a'],
  ]),
} as const

const stars = (() => {
  const random = seeded(12)
  return Array.from({ length: 150 }, () => ({
    x: random() * width,
    y: random() * height * 0.82,
    size: 0.8 + random() ** 3 * 2.6,
    phase: random() * 6.3,
    pace: 0.6 + random() * 1.4,
  }))
})()

export function starfield(brush: Brush, time: number, alpha = 1, below: number = height): void {
  if (alpha <= 0) return
  brush.save()
  brush.fillStyle = '#fff8e8'
  for (const { x, y, size, phase, pace } of stars) {
    if (y > below) continue
    brush.globalAlpha = alpha * (0.35 + 0.4 * Math.sin(time * pace + phase) ** 2) * Math.min(1, (below - y) / 200)
    brush.beginPath()
    brush.arc((x + time * size * 1.2 + width) % width, y, size, 0, 2 * Math.PI)
    brush.fill()
  }
  brush.restore()
}

/** A soft round light. */
export function glow(brush: Brush, x: number, y: number, radius: number, color: string, alpha: number): void {
  if (alpha <= 0) return
  const fill = brush.createRadialGradient(x, y, 0, x, y, radius)
  fill.addColorStop(0, `${color}${hex(alpha)}`)
  fill.addColorStop(0.35, `${color}${hex(alpha * 0.42)}`)
  fill.addColorStop(1, `${color}00`)
  brush.fillStyle = fill
  brush.fillRect(x - radius, y - radius, radius * 2, radius * 2)
}

const hex = (alpha: number): string =>
  Math.round(clamp01(alpha) * 255)
    .toString(16)
    .padStart(2, '0')

export function sunDisc(brush: Brush, x: number, y: number, radius: number, alpha = 1): void {
  brush.save()
  brush.globalAlpha = clamp01(alpha)
  glow(brush, x, y, radius * 2.7, '#ffc04d', 0.75)
  const fill = brush.createRadialGradient(x, y, radius * 0.2, x, y, radius)
  fill.addColorStop(0, '#fffbe6')
  fill.addColorStop(0.7, '#ffe08a')
  fill.addColorStop(1, '#ffc14f')
  brush.fillStyle = fill
  brush.beginPath()
  brush.arc(x, y, radius, 0, 2 * Math.PI)
  brush.fill()
  brush.restore()
}

/** Sunlight from the left: dashes that travel, each fading as it goes. */
export function sunbeams(brush: Brush, time: number, from: number, to: number, rows: readonly number[], alpha: number): void {
  if (alpha <= 0) return
  brush.save()
  brush.lineCap = 'round'
  brush.lineWidth = 6
  const spacing = 84
  for (const [row, y] of rows.entries()) {
    const shift = (time * 120 + row * 37) % spacing
    for (let x = from + shift - spacing; x < to; x += spacing) {
      const [start, end] = [Math.max(from, x), Math.min(to, x + 40)]
      if (end - start < 2) continue
      const middle = (start + end) / 2
      brush.globalAlpha = alpha * Math.min(1, (middle - from) / 60, (to - middle) / 60)
      brush.strokeStyle = palette.sun
      brush.beginPath()
      brush.moveTo(start, y)
      brush.lineTo(end, y)
      brush.stroke()
    }
  }
  brush.restore()
}

function pine(brush: Brush, x: number, foot: number, tall: number): void {
  brush.beginPath()
  for (const [index, level] of [0, 0.3, 0.56].entries()) {
    const half = tall * (0.24 - index * 0.055)
    const base = foot - tall * level * 0.9
    brush.moveTo(x, base - tall * 0.44)
    brush.lineTo(x + half, base - tall * 0.06)
    brush.lineTo(x - half, base - tall * 0.06)
    brush.closePath()
  }
  brush.rect(x - tall * 0.025, foot - tall * 0.1, tall * 0.05, tall * 0.16)
  brush.fill()
}

/** Two ridges, pines and a child at a telescope: sunk by `drop` pixels when they leave. */
export function hills(brush: Brush, drop: number, far: string, near: string): void {
  brush.save()
  brush.translate(0, drop * 0.7)
  brush.fillStyle = far
  brush.beginPath()
  brush.moveTo(0, 1480)
  brush.bezierCurveTo(220, 1400, 420, 1450, 600, 1490)
  brush.bezierCurveTo(780, 1530, 900, 1400, 1080, 1420)
  brush.lineTo(1080, height + 400)
  brush.lineTo(0, height + 400)
  brush.fill()
  for (const [x, foot, tall] of [
    [905, 1440, 120],
    [965, 1428, 160],
    [1030, 1426, 130],
    [840, 1470, 84],
  ] as const)
    pine(brush, x, foot, tall)
  brush.translate(0, drop * 0.3)
  brush.fillStyle = near
  brush.beginPath()
  brush.moveTo(0, 1400)
  brush.bezierCurveTo(160, 1372, 330, 1400, 520, 1500)
  brush.bezierCurveTo(700, 1590, 900, 1600, 1080, 1560)
  brush.lineTo(1080, height + 400)
  brush.lineTo(0, height + 400)
  brush.fill()
  pine(brush, 40, 1400, 190)
  pine(brush, 112, 1394, 130)
  child(brush, 228, 1388, near)
  brush.restore()
}

function child(brush: Brush, x: number, foot: number, color: string): void {
  brush.save()
  brush.translate(x, foot)
  brush.fillStyle = color
  brush.strokeStyle = color
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  brush.beginPath()
  brush.arc(4, -108, 21, 0, 2 * Math.PI)
  brush.fill()
  brush.beginPath()
  brush.roundRect(-19, -88, 36, 58, 16)
  brush.fill()
  brush.lineWidth = 13
  line(brush, [-9, -36], [-11, 2])
  line(brush, [8, -36], [9, 6])
  brush.lineWidth = 10
  line(brush, [8, -76], [46, -84])
  brush.lineWidth = 17
  line(brush, [34, -92], [112, -150])
  brush.lineWidth = 24
  line(brush, [94, -137], [116, -153])
  brush.lineWidth = 6
  line(brush, [70, -118], [46, 12])
  line(brush, [70, -118], [72, 22])
  line(brush, [70, -118], [98, 32])
  brush.restore()
}

export function line(brush: Brush, from: readonly [number, number], to: readonly [number, number]): void {
  brush.beginPath()
  brush.moveTo(...from)
  brush.lineTo(...to)
  brush.stroke()
}

/** Places a picture by its middle, at a scale. */
export function place(brush: Brush, picture: Canvas, x: number, y: number, scale = 1): void {
  brush.drawImage(
    picture,
    x - (picture.width * scale) / 2,
    y - (picture.height * scale) / 2,
    picture.width * scale,
    picture.height * scale,
  )
}
