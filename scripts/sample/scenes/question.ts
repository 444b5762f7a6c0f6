/** A night on the hill: the Moon rises full, thins to a smile, and leaves a question where its other part was. */

import { Moon } from '../sphere.ts'
import { glow, headline, hills, palette, place, skies, starfield, write, type Brush } from '../stage.ts'
import { clamp01, easeBack, easeInOut, easeOut, mix, through } from '../timing.ts'
import type { Scene } from './scene.ts'

export const moonAt = { x: 540, y: 830, radius: 280 } as const
export const thinAngle = 2 * Math.PI - 0.78
const moon = new Moon(moonAt.radius)

/** The Moon as seen from the Earth: the angle is 0 when new, half a turn when full. */
export function seenMoon(brush: Brush, x: number, y: number, angle: number, ambient: number, shine = 1): void {
  const bright = (1 - Math.cos(angle)) / 2
  glow(brush, x, y, 700, '#ffe9b8', 0.36 * (0.25 + 0.75 * bright) * shine)
  place(brush, moon.lit({ sun: [Math.sin(angle), 0, -Math.cos(angle)], ambient }), x, y)
}

/** A part of the ring just outside the Moon, from its top and with the clock. */
export function arcFromTop(brush: Brush, x: number, y: number, part: number): void {
  brush.arc(x, y, moonAt.radius + 26, -Math.PI / 2, -Math.PI / 2 + Math.PI * 1.9995 * part)
}

/** The ring around the Moon's whole disc, and the question in the part that cannot be seen. */
export function missingPart(brush: Brush, x: number, y: number, drawn: number, alpha: number, mark: number): void {
  if (alpha <= 0) return
  brush.save()
  brush.globalAlpha = clamp01(alpha)
  brush.strokeStyle = palette.sun
  brush.lineWidth = 5
  brush.lineCap = 'round'
  brush.setLineDash([18, 20])
  brush.beginPath()
  arcFromTop(brush, x, y, drawn)
  brush.stroke()
  brush.restore()
  if (mark <= 0) return
  brush.save()
  brush.translate(x + 56, y)
  brush.scale(mark, mark)
  write(brush, '?', 0, 104, { size: 290, weight: 800, color: palette.sun, alpha })
  brush.restore()
}

export function night(brush: Brush, time: number): void {
  brush.drawImage(skies.night, 0, 0)
  starfield(brush, time)
}

export const drawQuestion: Scene = (brush, time, beats) => {
  const [thin, where] = [beats('thin'), beats('where')]
  night(brush, time)
  const rise = through(time, -0.35, 1.5, easeOut)
  const y = mix(1720, moonAt.y, rise)
  const angle = mix(Math.PI, thinAngle, through(time, thin.start - 0.1, thin.end - thin.start + 0.1, easeInOut))
  seenMoon(brush, moonAt.x, y, angle, 0.1)
  missingPart(
    brush,
    moonAt.x,
    moonAt.y,
    through(time, where.start, 1),
    through(time, where.start, 0.3),
    through(time, where.start + 0.5, 0.55, easeBack),
  )
  hills(brush, 0, '#20246a', '#0c1136')
  title(brush, time, Infinity)
}

export function title(brush: Brush, time: number, end: number): void {
  headline(brush, time, 'Why does the Moon', 358, 0.25, end, { size: 82, weight: 800, tracking: -0.03 })
  headline(brush, time, 'change shape?', 456, 0.5, end, { size: 82, weight: 800, color: palette.sun, tracking: -0.03 })
}
