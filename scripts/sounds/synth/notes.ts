import { filter, saturate } from './filters.ts'
import { noise, type Random } from './random.ts'
import { make, mixDown, rate, scale, shape, toSamples, type Mono, type Stereo } from './signal.ts'

/** Instruments: one note each, of a pitch in hertz, of seconds that it is held, of a strength from 0 to 1. */

const turn = 2 * Math.PI

/** A struck bar or bell: partials that ring for their own times. */
export function struck(
  hertz: number,
  strength: number,
  partials: readonly (readonly [ratio: number, gain: number, seconds: number])[],
): Mono {
  const longest = Math.max(...partials.map(([, , seconds]) => seconds)) * 1.2
  const sounds = partials
    .filter(([ratio]) => hertz * ratio < 18_000)
    .map(([ratio, gain, seconds], index) =>
      make(
        longest,
        (time) => Math.sin(turn * hertz * ratio * time) * gain * (index === 0 ? 1 : strength) * Math.exp((-5 * time) / seconds),
      ),
    )
  return shape(scale(mixDown(...sounds), strength), 0.0015, 0.05)
}

export const marimba = (hertz: number, strength: number): Mono =>
  struck(hertz, strength, [
    [1, 1, 0.75],
    [3.93, 0.28, 0.18],
    [9.4, 0.12, 0.06],
  ])

export const glockenspiel = (hertz: number, strength: number): Mono =>
  struck(hertz, strength, [
    [1, 0.8, 1.6],
    [2.76, 0.35, 0.8],
    [5.4, 0.2, 0.35],
    [8.93, 0.08, 0.15],
  ])

export const bell = (hertz: number, strength: number): Mono =>
  struck(hertz, strength, [
    [0.5, 0.35, 3],
    [1, 0.7, 2.6],
    [1.19, 0.18, 1.8],
    [2, 0.4, 1.6],
    [2.74, 0.22, 1.1],
    [4.07, 0.12, 0.6],
  ])

/** A piano with felt on its strings: stretched partials, two strings a hair apart, the thump of the hammer. */
export function feltPiano(hertz: number, seconds: number, strength: number, random: Random): Mono {
  const ring = Math.min(seconds + 0.25, 5)
  const bright = 2200 + 2600 * strength
  const inharmonic = 0.00035
  const partials = Array.from({ length: 14 }, (_, index) => {
    const n = index + 1
    const partial = hertz * n * Math.sqrt(1 + inharmonic * n * n)
    const gain = Math.exp(-partial / bright) / n ** 0.65
    const decay = (1.5 + n * 0.55) * (hertz / 260) ** 0.45
    return { partial, gain, decay, phase: random() * turn, beat: 1 + (random() - 0.5) * 0.0016 }
  }).filter(({ partial }) => partial < 9000)
  const tone = make(ring, (time) => {
    let value = 0
    for (const { partial, gain, decay, phase, beat } of partials) {
      const fall = 0.75 * Math.exp(-decay * time) + 0.25 * Math.exp(-decay * 0.3 * time)
      value += gain * fall * (Math.sin(turn * partial * time + phase) + 0.6 * Math.sin(turn * partial * beat * time))
    }
    return value * 0.5
  })
  const thump = filter(
    make(0.06, () => noise(random)),
    'low',
    340 + hertz * 0.4,
  )
  const hammer = thump.map((value, index) => value * Math.exp(-index / rate / 0.012) * 1.6)
  return shape(scale(mixDown(tone, hammer), strength), 0.004, Math.min(0.28, ring / 2))
}

/** An electric piano: the tine's FM over a rounder tone. */
export function electricPiano(hertz: number, seconds: number, strength: number): Mono {
  const ring = Math.min(seconds + 0.3, 4)
  const tine = make(ring, (time) => {
    const body = Math.sin(turn * hertz * time + 1.4 * strength * Math.exp(-3.2 * time) * Math.sin(turn * hertz * time))
    const ping = 0.22 * strength * Math.exp(-9 * time) * Math.sin(turn * hertz * time + 0.7 * Math.sin(turn * hertz * 14 * time))
    return (body * Math.exp(-1.1 * time) + ping) * 0.9
  })
  return shape(scale(tine, strength), 0.003, Math.min(0.3, ring / 2))
}

/** A plucked string (Karplus and Strong, with the delay tuned between samples). */
export function pluck(hertz: number, seconds: number, strength: number, random: Random, tone = 0.5): Mono {
  const ring = Math.min(seconds + 0.4, 3.5)
  const out = new Float64Array(toSamples(ring))
  // Half a sample is in the averaging filter.
  const period = rate / hertz - 0.5
  const whole = Math.floor(period)
  const part = period - whole
  const excitation = filter(
    make((whole + 1) / rate, () => noise(random)),
    'low',
    900 + 7000 * tone * (0.4 + strength),
  )
  const place = Math.max(1, Math.round(whole * 0.17))
  const string = new Float64Array(whole + 1).map(
    (_, index) => (excitation[index] ?? 0) - (excitation[(index + place) % (whole + 1)] ?? 0),
  )
  const mean = string.reduce((sum, value) => sum + value, 0) / string.length
  string.forEach((value, index) => (string[index] = value - mean))
  const loss = 10 ** (-3 / ((1.2 + 2.2 * (1 - Math.min(1, hertz / 900))) * hertz))
  let [at, before, allpass, held] = [0, 0, 0, 0]
  const tune = (1 - part) / (1 + part)
  for (let index = 0; index < out.length; index += 1) {
    const value = string[at] ?? 0
    out[index] = value
    const averaged = (0.5 + tone * 0.25) * value + (0.5 - tone * 0.25) * before
    before = value
    const tuned = tune * averaged + held - tune * allpass
    held = averaged
    allpass = tuned
    string[at] = tuned * loss
    at = (at + 1) % string.length
  }
  const body = mixDown(out, scale(filter(out, 'band', 210, 2), 0.5), scale(filter(out, 'band', 430, 2), 0.25))
  return shape(scale(filter(body, 'high', 70), 0.55 * strength), 0.001, Math.min(0.3, ring / 2))
}

/** A saw without the tones that would fold back. */
function saw(hertz: (time: number) => number, seconds: number, phase: number): Mono {
  let at = phase
  return make(seconds, (time) => {
    const step = hertz(time) / rate
    at += step
    if (at >= 1) at -= 1
    const edge = at < step ? at / step : at > 1 - step ? (at - 1) / step : null
    const smooth = edge === null ? 0 : edge >= 0 ? edge + edge - edge * edge - 1 : edge * edge + edge + edge + 1
    return 2 * at - 1 - smooth
  })
}

/** Many saws beside each other under a filter that opens; wide. */
export function pad(hertz: number, seconds: number, strength: number, random: Random, cutoff = 1100): Stereo {
  const [attack, release] = [Math.min(0.9, seconds * 0.4), Math.min(1.4, seconds * 0.6)]
  const length = seconds + release
  const side = (): Mono => {
    const voices = [-7, -3, 2, 6].map((cents) => {
      const tuned = hertz * 2 ** ((cents + (random() - 0.5) * 3) / 1200)
      return saw(() => tuned, length, random())
    })
    const open = (index: number): number => cutoff * (0.55 + 0.45 * Math.min(1, index / rate / (attack * 1.6)))
    return shape(scale(filter(filter(mixDown(...voices), 'low', open, 0.8), 'low', cutoff * 2), 0.16 * strength), attack, release)
  }
  return { left: side(), right: side() }
}

/** Bowed strings: saws with a vibrato that comes late, through the resonances of the bodies. */
export function strings(hertz: number, seconds: number, strength: number, random: Random): Stereo {
  const [attack, release] = [Math.min(0.22, seconds * 0.3), 0.35]
  const length = seconds + release
  const side = (): Mono => {
    const voices = [-5, 0, 5].map((cents) => {
      const [speed, shift] = [4.8 + random() * 0.9, random() * turn]
      const tuned = hertz * 2 ** (cents / 1200)
      return saw(
        (time) => tuned * (1 + 0.0035 * Math.min(1, time / 0.6) * Math.sin(turn * speed * time + shift)),
        length,
        random(),
      )
    })
    const dry = mixDown(...voices)
    const body = mixDown(scale(filter(dry, 'low', 900 + 2400 * strength), 0.8), scale(filter(dry, 'band', 1150, 1.4), 0.22))
    return shape(scale(body, 0.15 * strength), attack, release)
  }
  return { left: side(), right: side() }
}

/** Short bowed or plucked strings of an orchestra. */
export function pizzicato(hertz: number, strength: number, random: Random): Mono {
  const tone = mixDown(pluck(hertz, 0.3, strength, random, 0.15), pluck(hertz * 1.003, 0.3, strength * 0.8, random, 0.15))
  return tone.map((value, index) => value * Math.exp(-index / rate / 0.16))
}

/** A flute or a whistle: a pure tone, breath around it. */
export function flute(hertz: number, seconds: number, strength: number, random: Random, breath = 0.05): Mono {
  const length = seconds + 0.08
  const tone = make(length, (time) => {
    const bend = 1 - 0.012 * Math.exp(-time / 0.025)
    const phase =
      turn * hertz * bend * time + 0.012 * hertz * 0.3 * Math.min(1, Math.max(0, time - 0.25) * 3) * Math.sin(turn * 5.2 * time)
    return Math.sin(phase) + 0.22 * strength * Math.sin(2 * phase) + 0.07 * strength * Math.sin(3 * phase)
  })
  const air = scale(
    filter(
      make(length, () => noise(random)),
      'band',
      Math.min(hertz * 2, 9000),
      1.2,
    ),
    breath,
  )
  return shape(scale(mixDown(tone, air), 0.5 * strength), 0.045, 0.08)
}

/** A round synthetic bass, or a plucked upright one. */
export function bass(hertz: number, seconds: number, strength: number, random: Random, kind: 'round' | 'upright' | 'saw'): Mono {
  if (kind === 'upright') {
    const low = make(seconds + 0.15, (time) => Math.sin(turn * hertz * time) * Math.exp(-2.6 * time))
    const string = filter(pluck(hertz, seconds, 1, random, 0.2), 'low', 900)
    return shape(scale(mixDown(low, scale(string, 0.9)), strength * 0.8), 0.006, 0.12)
  }
  if (kind === 'saw') {
    const dry = saw(() => hertz, seconds + 0.05, random())
    const wet = filter(dry, 'low', (index) => 180 + 1500 * strength * Math.exp(-index / rate / 0.11), 1.3)
    return shape(
      scale(
        mixDown(
          wet,
          make(seconds + 0.05, (time) => 0.7 * Math.sin(turn * hertz * time)),
        ),
        0.5 * strength,
      ),
      0.004,
      0.05,
    )
  }
  const tone = make(
    seconds + 0.08,
    (time) => Math.sin(turn * hertz * time) + 0.25 * Math.sin(turn * 2 * hertz * time) * Math.exp(-4 * time),
  )
  return shape(scale(saturate(tone, 1.6), 0.8 * strength), 0.008, 0.08)
}

/** A short bright synthetic note for patterns. */
export function blip(hertz: number, seconds: number, strength: number, random: Random, cutoff = 2600): Mono {
  const dry = mixDown(
    saw(() => hertz, seconds + 0.1, random()),
    saw(() => hertz * 1.004, seconds + 0.1, random()),
  )
  const wet = filter(dry, 'low', (index) => 240 + cutoff * strength * Math.exp(-index / rate / 0.13), 1.1)
  return shape(scale(wet, 0.3 * strength), 0.003, 0.09)
}
