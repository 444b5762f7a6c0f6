/** The mistake most of us make, and the way to see for yourself: the bright side points at the Sun. */

import { Earth, Moon } from '../sphere.ts'
import { glow, headline, hills, line, palette, place, skies, starfield, sunbeams, sunDisc, tag, type Brush } from '../stage.ts'
import { during, easeOut, mix, through } from '../timing.ts'
import type { Scene } from './scene.ts'

const headlineType = { size: 76, weight: 800, tracking: -0.03 } as const
const earthAt = { x: 400, y: 790, radius: 128 } as const
const axis = 790
const crescentAt = { x: 390, y: 800, radius: 178 } as const
const sunAt = { x: 770, y: 1400 } as const

const earth = new Earth(earthAt.radius)
const passing = new Moon(66)
const crescent = new Moon(crescentAt.radius)

export const drawShadow: Scene = (brush, time, beats) => {
  const [myth, eclipse, look, points] = [beats('not-shadow'), beats('eclipse'), beats('look'), beats('points')]
  const change = through(time, look.start - 0.6, 0.7)
  if (change < 1) drawMyth(brush, time, myth, eclipse, look.start)
  if (change > 0) {
    brush.save()
    brush.globalAlpha = change
    brush.drawImage(skies.dusk, 0, 0)
    brush.restore()
    drawDusk(brush, time, change, look.start, points.start)
  }
}

function drawMyth(
  brush: Brush,
  time: number,
  myth: { start: number; end: number },
  eclipse: { start: number; end: number },
  end: number,
): void {
  brush.drawImage(skies.space, 0, 0)
  starfield(brush, time + 30)
  const enter = through(time, -0.25, 0.9, easeOut)
  const sunX = mix(-300, -110, enter)
  sunDisc(brush, sunX, axis, 220)

  // Sunlight fills the picture; the Earth's shadow is what it leaves out.
  brush.save()
  brush.globalAlpha = enter
  const light = brush.createLinearGradient(0, 0, 1080, 0)
  light.addColorStop(0, 'rgba(255, 214, 128, 0.36)')
  light.addColorStop(1, 'rgba(255, 214, 128, 0.14)')
  brush.fillStyle = light
  brush.beginPath()
  brush.moveTo(0, 560)
  brush.lineTo(1080, 470)
  brush.lineTo(1080, 1110)
  brush.lineTo(0, 1020)
  brush.fill()
  const shade = brush.createLinearGradient(earthAt.x, 0, 1080, 0)
  shade.addColorStop(0, '#04061a')
  shade.addColorStop(1, 'rgba(4, 6, 26, 0.82)')
  brush.fillStyle = shade
  brush.beginPath()
  brush.moveTo(earthAt.x, axis - earthAt.radius)
  brush.lineTo(1080, axis - 96)
  brush.lineTo(1080, axis + 96)
  brush.lineTo(earthAt.x, axis + earthAt.radius)
  brush.fill()
  brush.restore()
  sunbeams(brush, time, 140, 1080, [axis - 208, axis + 208], 0.5 * enter)
  sunbeams(brush, time, 140, earthAt.x - earthAt.radius - 8, [axis - 70, axis, axis + 70], 0.8 * enter)

  glow(brush, earthAt.x, earthAt.y, 250, '#4f9bff', 0.35)
  place(brush, earth.lit([-1, 0, 0.1], time * 0.05 + 0.3), earthAt.x, earthAt.y)

  // The Moon passes above the shadow on its tilted path; only now and then does it sink into it.
  const sink = through(time, eclipse.start - 0.1, 1.5)
  const drift = through(time, myth.start - 0.3, eclipse.start - myth.start, easeOut)
  const x = mix(mix(700, 800, drift), 806, sink)
  const y = mix(mix(600, 566, drift), axis, sink)
  const copper = through(time, eclipse.start + 0.6, 0.8)
  glow(brush, x, y, 170, copper > 0.5 ? '#ff8a5c' : '#ffe9b8', 0.3)
  place(brush, passing.lit({ sun: [-1, 0, 0.16], ambient: 0.55 * (1 - copper), copper }), x, y)

  tag(brush, 'Earth’s shadow', 700, 960, during(time, 0.3, end - 0.6) * 1, palette.muted)
  const first = headlineType
  headline(brush, time, 'Earth’s shadow?', 372, myth.start - 0.25, eclipse.start - 0.3, first)
  strike(brush, time, myth.end - 0.75, eclipse.start - 0.3)
  headline(brush, time, 'Only in an eclipse', 372, eclipse.start, end - 0.7, { ...headlineType, color: palette.copper })
}

function strike(brush: Brush, time: number, start: number, end: number): void {
  const drawn = through(time, start, 0.45, easeOut)
  const alpha = 1 - through(time, end, 0.3, easeOut)
  if (drawn === 0 || alpha === 0) return
  brush.save()
  brush.globalAlpha = alpha
  brush.strokeStyle = palette.coral
  brush.lineWidth = 14
  brush.lineCap = 'round'
  line(brush, [236, 356], [mix(236, 844, drawn), mix(356, 338, drawn)])
  brush.restore()
}

function drawDusk(brush: Brush, time: number, change: number, look: number, points: number): void {
  brush.save()
  brush.globalAlpha = change
  starfield(brush, time + 30, 0.8, 1000)
  glow(brush, sunAt.x, sunAt.y, 620, '#fff0b0', 0.8)
  sunDisc(brush, sunAt.x, mix(sunAt.y - 30, sunAt.y, through(time, look, 6)), 96)
  brush.restore()

  const towards = Math.atan2(sunAt.y - crescentAt.y, sunAt.x - crescentAt.x)
  const rise = through(time, look - 0.4, 1, easeOut)
  const angle = 0.86
  const y = mix(crescentAt.y + 120, crescentAt.y, rise)
  brush.save()
  brush.globalAlpha = rise
  glow(brush, crescentAt.x, y, 420, '#ffe9b8', 0.26)
  const sun = [Math.cos(towards) * Math.sin(angle), Math.sin(towards) * Math.sin(angle), -Math.cos(angle)] as const
  place(brush, crescent.lit({ sun, ambient: 0.5 }), crescentAt.x, y)
  brush.restore()

  pointer(brush, towards, through(time, points + 0.3, 1.1))
  hills(brush, (1 - change) * 300, '#5b2f66', '#1d1440')
  headline(brush, time, 'Look up!', 372, look, points - 0.2, headlineType)
  headline(brush, time, 'Follow the bright', 358, points + 0.1, 99, { ...headlineType, size: 80 })
  headline(brush, time, 'side to the Sun', 454, points + 0.34, 99, { ...headlineType, size: 80, color: palette.sun })
}

/** The arrow from the Moon's bright edge to the Sun. */
function pointer(brush: Brush, towards: number, drawn: number): void {
  if (drawn === 0) return
  const [dx, dy] = [Math.cos(towards), Math.sin(towards)]
  const from = crescentAt.radius + 40
  const to = mix(from, Math.hypot(sunAt.x - crescentAt.x, sunAt.y - crescentAt.y) - 175, drawn)
  const end = [crescentAt.x + dx * to, crescentAt.y + dy * to] as const
  brush.save()
  brush.strokeStyle = palette.ivory
  brush.lineWidth = 9
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  brush.setLineDash([2, 24])
  line(brush, [crescentAt.x + dx * from, crescentAt.y + dy * from], [end[0] - dx * 20, end[1] - dy * 20])
  brush.setLineDash([])
  brush.beginPath()
  brush.moveTo(end[0] - dx * 34 - dy * 26, end[1] - dy * 34 + dx * 26)
  brush.lineTo(...end)
  brush.lineTo(end[0] - dx * 34 + dy * 26, end[1] - dy * 34 - dx * 26)
  brush.stroke()
  brush.restore()
}
