/** The answer: the whole ball, its lit half, then the way around the Earth with what we see from each side. */

import { Earth, Moon } from '../sphere.ts'
import {
  glow,
  headline,
  hills,
  line,
  palette,
  place,
  skies,
  starfield,
  sunbeams,
  sunDisc,
  tag,
  write,
  type Brush,
} from '../stage.ts'
import { clamp01, during, easeBack, easeInOut, easeOut, journey, mix, through } from '../timing.ts'
import { arcFromTop, missingPart, moonAt, night, thinAngle, title } from './question.ts'
import type { Scene } from './scene.ts'

const turn = 2 * Math.PI
const earthAt = { x: 560, y: 700 } as const
const orbit = 262
const small = 56
const seenAt = { x: 262, y: 1168, radius: 122 } as const
const headlineType = { size: 76, weight: 800, tracking: -0.03 } as const

const bigMoon = new Moon(moonAt.radius)
const orbitMoon = new Moon(small)
const seen = new Moon(seenAt.radius)
const earth = new Earth(92)

export const drawOrbit: Scene = (brush, time, beats) => {
  const [nowhere, half, travels] = [beats('nowhere'), beats('half'), beats('travels')]
  const [full, side, dark] = [beats('seen-full'), beats('seen-half'), beats('seen-new')]
  const away = through(time, travels.start - 0.45, 1.2)
  const leave = through(time, nowhere.start - 0.1, 1)

  night(brush, time + 8)
  brush.save()
  brush.globalAlpha = leave
  brush.drawImage(skies.space, 0, 0)
  starfield(brush, time + 8)
  brush.restore()
  if (leave < 1) hills(brush, leave * 640, '#20246a', '#0c1136')

  // The Sun comes in from the left and stays for the rest of the clip.
  const sun = through(time, half.start - 0.1, 1, easeOut)
  const sunX = mix(-420, -110, sun)
  const sunY = mix(moonAt.y, earthAt.y, away)
  sunDisc(brush, sunX, sunY, 220, sun)

  // Its light: towards the one big Moon, then across the whole way round.
  const rows = [-200, -100, 0, 100, 200]
  sunbeams(
    brush,
    time,
    140,
    mix(318, 250, away),
    rows.map((row) => sunY + row * mix(0.8, 1.25, away)),
    0.85 * through(time, half.start + 0.5, 0.6),
  )

  const angle = journey(time, 0.42, [
    [travels.start + 0.9, Math.max(1.5, full.start + 0.9 - travels.start - 0.9), Math.PI],
    [side.start - 0.1, 1.1, Math.PI * 1.5],
    [dark.start - 0.1, 1.1, turn],
  ])
  const shown = through(time, travels.start + 0.35, 0.7, easeOut)
  if (away > 0) drawWayRound(brush, time, angle, away, shown)
  if (shown > 0)
    drawSeen(
      brush,
      angle,
      shown,
      nameOf(time, full.start + 0.75, side.start, side.start + 0.8, dark.start, dark.start + 0.8),
      time,
    )
  drawBigMoon(brush, time, away, leave, { nowhere: nowhere.start, half: half.start, travels: travels.start })

  title(brush, time + 20, 20 + nowhere.start - 0.2)
  headline(brush, time, 'It never went away', 372, nowhere.start + 0.25, half.start - 0.35, headlineType)
  headline(brush, time, 'Half is always lit', 372, half.start + 0.1, travels.start - 0.4, headlineType)
  headline(brush, time, 'Our view changes', 330, travels.start + 0.6, 99, headlineType)
}

interface Marks {
  readonly nowhere: number
  readonly half: number
  readonly travels: number
}

function drawBigMoon(brush: Brush, time: number, away: number, leave: number, at: Marks): void {
  const start = positionOf(0.42)
  const x = mix(mix(moonAt.x, 620, through(time, at.half - 0.1, 0.9)), start.x, away)
  const y = mix(moonAt.y, start.y, away)
  const scale = mix(1, small / moonAt.radius, away)
  const angle = mix(thinAngle, turn * 0.75, through(time, at.half - 0.05, 1.2))
  if (away < 1) {
    glow(brush, x, y, 560 * scale, '#ffe9b8', 0.2)
    const ambient = mix(0.1, 0.62, leave)
    place(brush, bigMoon.lit({ sun: [Math.sin(angle), 0, -Math.cos(angle)], ambient }), x, y, scale)
  }
  const asked = 1 - through(time, at.nowhere, 0.4)
  missingPart(brush, moonAt.x, moonAt.y, 1, asked, asked)
  // A plain ring says: the whole ball is here.
  const ring = during(time, at.nowhere + 0.2, at.half + 0.2)
  if (ring > 0) {
    brush.save()
    brush.globalAlpha = ring
    brush.strokeStyle = palette.sight
    brush.lineWidth = 6
    brush.beginPath()
    arcFromTop(brush, moonAt.x, moonAt.y, through(time, at.nowhere + 0.2, 0.9))
    brush.stroke()
    brush.restore()
  }
  const names = (delay: number): number =>
    Math.min(through(time, at.half + delay, 0.4, easeInOut), 1 - through(time, at.travels - 0.5, 0.25))
  tag(brush, 'day side', 480, 1192, names(1.1), palette.sun)
  tag(brush, 'night side', 760, 1192, names(1.4), palette.muted)
}

/** Where the Moon stands on its way: 0 between the Earth and the Sun, then against the clock seen from the north. */
function positionOf(angle: number): { x: number; y: number } {
  return { x: earthAt.x - orbit * Math.cos(angle), y: earthAt.y + orbit * Math.sin(angle) }
}

function drawWayRound(brush: Brush, time: number, angle: number, away: number, shown: number): void {
  const at = positionOf(angle)
  brush.save()
  brush.globalAlpha = away * 0.75
  brush.strokeStyle = palette.muted
  brush.lineWidth = 4
  brush.setLineDash([4, 16])
  brush.lineCap = 'round'
  brush.beginPath()
  brush.arc(earthAt.x, earthAt.y, orbit, Math.PI - 0.42, Math.PI - 0.42 - turn * away, true)
  brush.stroke()
  brush.restore()

  // What we look at: a wedge from the Earth that holds the Moon, in the colour of the round window below.
  const towards = Math.atan2(at.y - earthAt.y, at.x - earthAt.x)
  if (shown > 0) {
    brush.save()
    brush.globalAlpha = shown
    const fill = brush.createLinearGradient(earthAt.x, earthAt.y, at.x, at.y)
    fill.addColorStop(0, 'rgba(95, 224, 200, 0.12)')
    fill.addColorStop(1, 'rgba(95, 224, 200, 0.5)')
    brush.fillStyle = fill
    const spread = Math.asin(small / orbit)
    const reach = orbit * Math.cos(spread)
    brush.beginPath()
    brush.moveTo(earthAt.x, earthAt.y)
    brush.lineTo(earthAt.x + reach * Math.cos(towards - spread), earthAt.y + reach * Math.sin(towards - spread))
    brush.lineTo(earthAt.x + reach * Math.cos(towards + spread), earthAt.y + reach * Math.sin(towards + spread))
    brush.closePath()
    brush.fill()
    brush.restore()
  }

  const pop = easeBack(clamp01((away - 0.5) / 0.5))
  if (away > 0.5) {
    glow(brush, earthAt.x, earthAt.y, 190 * pop, '#4f9bff', 0.4)
    place(brush, earth.lit([-1, 0, 0.12], time * 0.05), earthAt.x, earthAt.y, pop)
  }
  if (away < 1) return
  glow(brush, at.x, at.y, 120, '#ffe9b8', 0.22)
  place(brush, orbitMoon.lit({ sun: [-1, 0, 0.06], ambient: 0.62 }), at.x, at.y)
  brush.save()
  brush.globalAlpha = shown
  brush.strokeStyle = palette.sight
  brush.lineWidth = 7
  brush.lineCap = 'round'
  brush.beginPath()
  brush.arc(at.x, at.y, small + 9, towards + Math.PI / 2, towards + Math.PI * 1.5)
  brush.stroke()
  brush.restore()
}

function nameOf(
  time: number,
  full: number,
  fullEnd: number,
  half: number,
  halfEnd: number,
  dark: number,
): { name: string; since: number } {
  if (time >= dark) return { name: 'New moon', since: dark }
  if (time >= half && time < halfEnd) return { name: 'Half moon', since: half }
  if (time >= full && time < fullEnd) return { name: 'Full moon', since: full }
  return { name: '', since: 0 }
}

/** The round window: the Moon as it looks from the Earth just now. */
function drawSeen(brush: Brush, angle: number, shown: number, named: { name: string; since: number }, time: number): void {
  brush.save()
  brush.globalAlpha = shown
  brush.translate(0, (1 - shown) * 60)
  brush.fillStyle = '#070b26'
  brush.beginPath()
  brush.arc(seenAt.x, seenAt.y, seenAt.radius + 20, 0, turn)
  brush.fill()
  brush.strokeStyle = palette.sight
  brush.lineWidth = 7
  brush.stroke()
  place(brush, seen.lit({ sun: [Math.sin(angle), 0, -Math.cos(angle)], ambient: 0.2 }), seenAt.x, seenAt.y)
  write(brush, 'Seen from Earth', 446, 1132, { size: 40, weight: 600, color: palette.sight, align: 'left', tracking: -0.01 })
  if (named.name) {
    const k = through(time, named.since, 0.35, easeOut)
    write(brush, named.name, 446, 1220 + (1 - k) * 18, { size: 80, weight: 800, align: 'left', alpha: k, tracking: -0.03 })
  } else {
    brush.strokeStyle = 'rgba(185, 190, 230, 0.55)'
    brush.lineWidth = 6
    brush.lineCap = 'round'
    for (const dot of [0, 1, 2]) line(brush, [456 + dot * 34, 1190], [456.1 + dot * 34, 1190])
  }
  brush.restore()
}
