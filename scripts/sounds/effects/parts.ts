/** What sounds are made of besides the instruments. */

import { filter } from '../synth/filters.ts'
import { toHertz } from '../synth/harmony.ts'
import { snare } from '../synth/drums.ts'
import { noise, type Random } from '../synth/random.ts'
import {
  addInto,
  arrange,
  make,
  mixDown,
  pan,
  rate,
  scale,
  shape,
  silence,
  toSamples,
  type Mono,
  type Stereo,
} from '../synth/signal.ts'

export const turn = 2 * Math.PI
export const hiss = (seconds: number, random: Random): Mono => make(seconds, () => noise(random))
export const fall = (sound: Mono, seconds: number): Mono => sound.map((value, index) => value * Math.exp(-index / rate / seconds))

/** A tone whose pitch moves. */
export function glide(seconds: number, hertz: (time: number) => number, colour = 0): Mono {
  let phase = 0
  return make(seconds, (time) => {
    phase += (turn * hertz(time)) / rate
    return Math.sin(phase) + colour * Math.sin(2 * phase)
  })
}

/** Air that passes from one side to the other. */
export function rush(random: Random, seconds: number, low: number, high: number, way: 1 | -1): Stereo {
  const middle = seconds * 0.55
  const swell = (time: number): number => Math.exp(-(((time - middle) / (seconds * 0.2)) ** 2))
  const cutoff = (index: number): number => low + (high - low) * swell(index / rate)
  const air = filter(hiss(seconds, random), 'band', cutoff, 1.1).map((value, index) => value * swell(index / rate) * 1.4)
  const out = silence(air.length)
  air.forEach((value, index) => {
    const angle = (Math.PI / 2) * (way === 1 ? index / air.length : 1 - index / air.length)
    out.left[index] = value * Math.cos(angle)
    out.right[index] = value * Math.sin(angle)
  })
  return out
}

export const notes = (keys: readonly (readonly [number, number])[], play: (hertz: number) => Mono): Mono =>
  arrange(keys.map(([seconds, key]) => [seconds, play(toHertz(key))] as const))

/** Many hands. */
export function crowd(random: Random, seconds: number, hands: number): Stereo {
  const out = silence(toSamples(seconds))
  for (let hand = 0; hand < hands; hand += 1) {
    const [speed, place, tone, loud] = [3.6 + random() * 2.2, random() * 2 - 1, 900 + random() * 1400, 0.25 + random() * 0.5]
    const [from, to] = [random() * 0.5, seconds - 0.4 - random() * seconds * 0.45]
    for (let at = from; at < to; at += (1 / speed) * (0.9 + random() * 0.2)) {
      const slap = fall(filter(hiss(0.07, random), 'band', tone * (0.92 + random() * 0.16), 1.3), 0.009 + random() * 0.006)
      addInto(out, pan(slap, place), toSamples(at), loud, false)
    }
  }
  const fade = (sound: Mono): Mono => shape(sound, 0.25, seconds * 0.4)
  return { left: fade(out.left), right: fade(out.right) }
}

export function roll(random: Random, seconds: number): Mono {
  const strokes: (readonly [number, Mono])[] = []
  for (let at = 0; at < seconds; at += 0.052 + random() * 0.008)
    strokes.push([at, snare(0.22 + 0.5 * (at / seconds) ** 1.6 + random() * 0.06, random)])
  return arrange(strokes)
}

export const page = (random: Random): Mono => {
  const curl = filter(hiss(0.42, random), 'band', (index) => 1400 + 5200 * Math.sin((Math.PI * index) / (0.42 * rate)), 0.8)
  const rustle = curl.map((value, index) => {
    const time = index / rate
    return (
      value *
      (0.25 + 0.75 * Math.abs(Math.sin(turn * 17 * time + 3 * Math.sin(turn * 5 * time)))) *
      Math.sin((Math.PI * time) / 0.42)
    )
  })
  const flop = fall(filter(hiss(0.12, random), 'low', 1100), 0.022)
  return arrange([
    [0, rustle],
    [0.36, scale(flop, 0.9)],
  ])
}

export const click = (random: Random, hertz: number, strength: number): Mono =>
  scale(
    mixDown(
      fall(filter(hiss(0.03, random), 'band', hertz, 1.4), 0.004),
      scale(
        fall(
          glide(0.03, () => hertz * 0.55),
          0.006,
        ),
        0.5,
      ),
    ),
    strength,
  )
