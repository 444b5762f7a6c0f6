import type { Draw } from '../design.ts'
import { clamp01, disc, easeBack, fill, write } from './brush.ts'

const colours: Readonly<Record<number, readonly [string, string]>> = {
  4: ['#1e40af', '#7dd3fc'],
  6: ['#7c2d12', '#fdba74'],
  8: ['#14532d', '#86efac'],
  9: ['#581c87', '#e9b8ff'],
}

/** Seven rows of `count` dots that drop in, and their number at the end. */
export const rows =
  (count: number): Draw =>
  (brush, time) => {
    const [dark, light] = colours[count] ?? ['#111111', '#ffffff']
    fill(brush, dark)
    const step = Math.min(120, 900 / count)
    for (let row = 0; row < 7; row += 1)
      for (let column = 0; column < count; column += 1) {
        const k = easeBack(clamp01((time - 0.15 - row * 0.12 - column * 0.02) / 0.4))
        disc(brush, 540 + (column - (count - 1) / 2) * step, 640 + row * 112, step * 0.36 * k, light)
      }
    const ready = clamp01((time - 2.7) / 0.3)
    if (ready > 0) {
      disc(brush, 540, 980, 320 * easeBack(ready), '#d4ff3f')
      write(brush, String(7 * count), 540, 1070, 270 * easeBack(ready), '#020617', 800)
    }
  }
