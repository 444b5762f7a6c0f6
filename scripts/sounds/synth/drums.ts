import { filter, saturate } from './filters.ts'
import { noise, type Random } from './random.ts'
import { arrange, make, mixDown, rate, scale, shape, type Mono } from './signal.ts'

const turn = 2 * Math.PI
const hiss = (seconds: number, random: Random): Mono => make(seconds, () => noise(random))
const dying = (sound: Mono, seconds: number): Mono => sound.map((value, index) => value * Math.exp(-index / rate / seconds))

export function kick(strength: number, random: Random, kind: 'soft' | 'firm' = 'firm'): Mono {
  const [top, depth] = kind === 'soft' ? [92, 0.13] : [150, 0.16]
  let phase = 0
  const drop = make(0.45, (time) => {
    phase += (turn * (46 + top * Math.exp(-time / 0.028))) / rate
    return Math.sin(phase) * Math.exp(-time / depth)
  })
  const click = scale(dying(filter(hiss(0.02, random), 'low', kind === 'soft' ? 900 : 3500), 0.004), kind === 'soft' ? 0.25 : 0.5)
  return shape(scale(saturate(mixDown(drop, click), 1.5), strength * 1.1), 0.001, 0.08)
}

export function snare(strength: number, random: Random): Mono {
  const skin = make(
    0.22,
    (time) => Math.sin(turn * 188 * time) * Math.exp(-time / 0.06) + 0.5 * Math.sin(turn * 331 * time) * Math.exp(-time / 0.035),
  )
  const wires = dying(filter(filter(hiss(0.3, random), 'high', 1500), 'low', 9500), 0.075)
  return shape(scale(mixDown(scale(skin, 0.55), scale(wires, 0.6)), strength * 0.8), 0.0008, 0.05)
}

/** A stick on the rim. */
export function rim(strength: number, random: Random): Mono {
  const wood = make(0.08, (time) => (Math.sin(turn * 1720 * time) + 0.6 * Math.sin(turn * 1010 * time)) * Math.exp(-time / 0.012))
  return shape(
    scale(mixDown(wood, scale(dying(filter(hiss(0.05, random), 'band', 3200, 1), 0.008), 0.8)), strength * 0.5),
    0.0005,
    0.02,
  )
}

const metal = [317, 465.8, 583.1, 713.4, 914.6, 1290.2] as const

export function hat(strength: number, random: Random, open = false): Mono {
  const long = open ? 0.4 : 0.09
  const ring = make(long, (time) => metal.reduce((sum, hertz) => sum + Math.sign(Math.sin(turn * hertz * 4.1 * time)), 0) / 6)
  const dry = mixDown(scale(ring, 0.4), scale(hiss(long, random), 0.7))
  return shape(scale(dying(filter(dry, 'high', 7200), open ? 0.13 : 0.024), strength * 0.5), 0.0008, 0.03)
}

export function shaker(strength: number, random: Random): Mono {
  return shape(scale(filter(hiss(0.09, random), 'band', 6500, 0.9), strength * 0.5), 0.03, 0.05)
}

export function clap(strength: number, random: Random): Mono {
  const one = (seconds: number): Mono => dying(filter(hiss(0.2, random), 'band', 1350 + random() * 250, 1.1), seconds)
  return shape(
    scale(
      arrange([
        [0, one(0.006)],
        [0.011, one(0.006)],
        [0.021, one(0.007)],
        [0.03, one(0.06)],
      ]),
      strength * 0.9,
    ),
    0.0005,
    0.05,
  )
}

/** Fingers. */
export function snap(strength: number, random: Random): Mono {
  return shape(scale(dying(filter(hiss(0.12, random), 'band', 2300, 3.2), 0.02), strength * 1.5), 0.0005, 0.03)
}

export function tom(hertz: number, strength: number, random: Random): Mono {
  let phase = 0
  const skin = make(0.5, (time) => {
    phase += (turn * hertz * (1 + 0.5 * Math.exp(-time / 0.03))) / rate
    return Math.sin(phase) * Math.exp(-time / 0.13)
  })
  return shape(scale(mixDown(skin, scale(dying(filter(hiss(0.05, random), 'low', 1800), 0.01), 0.4)), strength), 0.001, 0.08)
}

/** A wire brush over a skin. */
export function brush(strength: number, random: Random): Mono {
  return shape(scale(filter(filter(hiss(0.2, random), 'high', 900), 'low', 5200), strength * 0.35), 0.05, 0.13)
}
