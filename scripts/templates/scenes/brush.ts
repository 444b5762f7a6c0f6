/** Brushes and shapes of the demonstration clips. All scenes are drawn on 1080 x 1920. */

import { setType } from '../cards.ts'
import type { Brush } from '../design.ts'

export const clamp01 = (x: number): number => Math.min(1, Math.max(0, x))
export const mix = (a: number, b: number, k: number): number => a + (b - a) * k
export const easeOut = (k: number): number => 1 - (1 - k) ** 3
export const easeInOut = (k: number): number => (k < 0.5 ? 4 * k ** 3 : 1 - (-2 * k + 2) ** 3 / 2)
export const easeBack = (k: number): number => 1 + 2.2 * (k - 1) ** 3 + 1.2 * (k - 1) ** 2
/** How far time is through a span, eased. */
export const through = (time: number, start: number, length: number, curve = easeInOut): number =>
  curve(clamp01((time - start) / length))

export function fill(brush: Brush, colour: string): void {
  brush.fillStyle = colour
  brush.fillRect(0, 0, 1080, 1920)
}

export function gradient(brush: Brush, stops: readonly (readonly [number, string])[]): void {
  const shade = brush.createLinearGradient(0, 0, 0, 1920)
  for (const [at, colour] of stops) shade.addColorStop(at, colour)
  brush.fillStyle = shade
  brush.fillRect(0, 0, 1080, 1920)
}

export function disc(brush: Brush, x: number, y: number, radius: number, colour: string): void {
  brush.fillStyle = colour
  brush.beginPath()
  brush.arc(x, y, Math.max(0, radius), 0, 2 * Math.PI)
  brush.fill()
}

export function oval(brush: Brush, x: number, y: number, rx: number, ry: number, colour: string, turn = 0): void {
  brush.fillStyle = colour
  brush.beginPath()
  brush.ellipse(x, y, Math.max(0, rx), Math.max(0, ry), turn, 0, 2 * Math.PI)
  brush.fill()
}

export function slab(brush: Brush, x: number, y: number, width: number, height: number, radius: number, colour: string): void {
  brush.fillStyle = colour
  brush.beginPath()
  brush.roundRect(x, y, Math.max(0, width), Math.max(0, height), radius)
  brush.fill()
}

export function polygon(brush: Brush, points: readonly (readonly [number, number])[], colour: string): void {
  brush.fillStyle = colour
  brush.beginPath()
  points.forEach(([x, y], index) => (index === 0 ? brush.moveTo(x, y) : brush.lineTo(x, y)))
  brush.closePath()
  brush.fill()
}

export function stroke(brush: Brush, points: readonly (readonly [number, number])[], width: number, colour: string): void {
  brush.strokeStyle = colour
  brush.lineWidth = width
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  brush.beginPath()
  points.forEach(([x, y], index) => (index === 0 ? brush.moveTo(x, y) : brush.lineTo(x, y)))
  brush.stroke()
}

export function write(
  brush: Brush,
  words: string,
  x: number,
  y: number,
  size: number,
  colour: string,
  weight = 700,
  align: 'left' | 'center' = 'center',
): void {
  setType(brush, size, weight, colour, align)
  brush.fillText(words, x, y)
}

/** Draws something with a shadow under it. */
export function shaded(brush: Brush, blur: number, down: number, draw: () => void, colour = 'rgba(0, 0, 0, 0.28)'): void {
  brush.save()
  brush.shadowColor = colour
  brush.shadowBlur = blur
  brush.shadowOffsetY = down
  draw()
  brush.restore()
}

/** Rests the canvas afterwards as it was. */
export function within(brush: Brush, draw: () => void): void {
  brush.save()
  draw()
  brush.restore()
}

/** A table top seen from above, with light falling in. */
export function desk(brush: Brush, colour: string, light: string): void {
  fill(brush, colour)
  const shine = brush.createRadialGradient(300, 300, 100, 400, 700, 1400)
  shine.addColorStop(0, light)
  shine.addColorStop(1, 'rgba(0, 0, 0, 0.12)')
  brush.fillStyle = shine
  brush.fillRect(0, 0, 1080, 1920)
}

/** The same numbers on every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A hand that comes in from the lower edge and points at (x, y). */
export function hand(brush: Brush, x: number, y: number, skin = '#e0a37c', sleeve = '#2f4b8f', turn = 0): void {
  within(brush, () => {
    brush.translate(x, y)
    brush.rotate(turn)
    shaded(brush, 40, 18, () => {
      slab(brush, 60, 330, 260, 1500, 60, sleeve)
      slab(brush, 70, 170, 240, 300, 90, skin)
      slab(brush, -26, -20, 62, 330, 31, skin)
    })
    slab(brush, -26, -20, 62, 330, 31, skin)
    within(brush, () => {
      brush.translate(0, 200)
      brush.rotate(0.35)
      slab(brush, -20, -20, 150, 210, 70, skin)
    })
    slab(brush, 70, 170, 240, 300, 90, skin)
    for (const index of [0, 1, 2]) slab(brush, 62 + index * 66, 140 + index * 14, 64, 180, 32, skin)
    for (const index of [1, 2])
      stroke(
        brush,
        [
          [62 + index * 66, 200 + index * 14],
          [62 + index * 66, 300],
        ],
        5,
        'rgba(120, 60, 30, 0.25)',
      )
    slab(brush, -14, -12, 38, 46, 19, 'rgba(255, 255, 255, 0.45)')
    slab(brush, 50, 420, 280, 70, 26, 'rgba(255, 255, 255, 0.85)')
  })
}
