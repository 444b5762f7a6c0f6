import { ticks, ticksPerSecond } from '../time/ticks.ts'
import type { Beats } from './beats.ts'

/** Tempos that people tap to, in beats a minute. */
const [slowest, fastest] = [60, 185] as const
/** Most music that is put under a film is near this; another tempo needs better reasons. */
const usualTempo = 112
const tempoWidthOctaves = 0.9
/** How much a beat that comes early or late costs (D. Ellis, Beat Tracking by Dynamic Programming, 2007). */
const tightness = 400
/** A sound whose beats stand out less than this from the rest has none. */
const leastStrength = 1.5
/** Beats that lie this near a straight line, in seconds, were played to a click. */
const steadySeconds = 0.02

/**
 * Finds the beats of a sound in its loudness (root mean squares from 0 to 127, `perSecond` of them a second, from source instant zero
 * on); null where it has no clear ones. Which beat begins a bar is not known.
 */
export function findBeats(loudness: ArrayLike<number>, perSecond: number): Beats | null {
  const onsets = riseOf(loudness)
  const period = findPeriod(onsets, perSecond)
  if (period === null) return null
  const beats = trackBeats(onsets, period)
  if (beats.length < 8 || strengthOf(onsets, beats) < leastStrength) return null
  const at = straighten(beats, perSecond)
  return {
    // A rise is seen in the step in which the sound got louder: its middle is nearest to where that began.
    atTicks: at.map((step) => ticks(Math.max(0, Math.round(((step + 0.5) * ticksPerSecond) / perSecond)))),
    beatsPerBar: 0,
    firstBar: 0,
  }
}

/** How much louder each step is than the one before, against what is usual around it. */
function riseOf(loudness: ArrayLike<number>): Float64Array {
  const { length } = loudness
  const level = Float64Array.from({ length }, (_, step) => Math.sqrt(Math.max(0, loudness[step] ?? 0)))
  const rise = new Float64Array(length)
  for (let step = 2; step < length; step += 1) {
    const [now, before, earlier] = [level[step] ?? 0, level[step - 1] ?? 0, level[step - 2] ?? 0]
    rise[step] = Math.max(0, now - before) + 0.5 * Math.max(0, before - earlier)
  }
  const power = Math.sqrt(rise.reduce((sum, value) => sum + value * value, 0) / Math.max(1, length))
  return power > 0 ? rise.map((value) => value / power) : rise
}

/** Steps from beat to beat, by how well the sound agrees with itself that much later. */
function findPeriod(onsets: Float64Array, perSecond: number): number | null {
  const [shortest, longest] = [Math.floor((60 / fastest) * perSecond), Math.ceil((60 / slowest) * perSecond)]
  if (onsets.length < longest * 6) return null
  const agreement = (lag: number): number => {
    let sum = 0
    for (let step = lag; step < onsets.length; step += 1) sum += (onsets[step] ?? 0) * (onsets[step - lag] ?? 0)
    return sum / (onsets.length - lag)
  }
  const known = new Map<number, number>()
  const agrees = (lag: number): number => {
    const found = known.get(lag) ?? agreement(lag)
    known.set(lag, found)
    return found
  }
  let best: { readonly lag: number; readonly score: number } | null = null
  for (let lag = shortest; lag <= longest; lag += 0.25) {
    // Between two beats music agrees with itself at times, but not after every number of them.
    const heard = Math.min(...[1, 2, 3, 4].map((beats) => agrees(Math.round(lag * beats))))
    const octaves = Math.log2((60 * perSecond) / lag / usualTempo) / tempoWidthOctaves
    const score = heard * Math.exp(-0.5 * octaves * octaves)
    if (!best || score > best.score) best = { lag, score }
  }
  return best && best.score > 0 ? best.lag : null
}

/** The run of beats that takes most of the onsets and keeps time best. */
function trackBeats(onsets: Float64Array, period: number): readonly number[] {
  const { length } = onsets
  const total = new Float64Array(length)
  const from = new Int32Array(length).fill(-1)
  const [nearest, furthest] = [Math.round(period / 2), Math.round(period * 2)]
  for (let step = 0; step < length; step += 1) {
    let best = 0
    for (let before = Math.max(0, step - furthest); before <= step - nearest; before += 1) {
      const score = (total[before] ?? 0) - tightness * Math.log((step - before) / period) ** 2
      if (score <= best) continue
      best = score
      from[step] = before
    }
    total[step] = (onsets[step] ?? 0) + best
  }
  let last = length - 1
  for (let step = Math.max(0, length - furthest); step < length; step += 1)
    if ((total[step] ?? 0) > (total[last] ?? 0)) last = step
  const beats: number[] = []
  for (let step = last; step >= 0; step = from[step] ?? -1) beats.unshift(step)
  return beats
}

function strengthOf(onsets: Float64Array, beats: readonly number[]): number {
  const near = beats.map((step) => Math.max(onsets[step - 1] ?? 0, onsets[step] ?? 0, onsets[step + 1] ?? 0))
  const usual = onsets.reduce((sum, value) => sum + value, 0) / onsets.length
  return near.reduce((sum, value) => sum + value, 0) / near.length / Math.max(1e-9, usual)
}

/** Beats of a steady tempo are put on the line through them; others stay where they were heard. */
function straighten(beats: readonly number[], perSecond: number): readonly number[] {
  const count = beats.length
  const middle = (count - 1) / 2
  const mean = beats.reduce((sum, step) => sum + step, 0) / count
  let [top, bottom] = [0, 0]
  beats.forEach((step, index) => {
    top += (index - middle) * (step - mean)
    bottom += (index - middle) ** 2
  })
  const slope = bottom > 0 ? top / bottom : 0
  const line = beats.map((_, index) => mean + (index - middle) * slope)
  const away = Math.sqrt(beats.reduce((sum, step, index) => sum + (step - (line[index] ?? step)) ** 2, 0) / count)
  return away / perSecond < steadySeconds ? line : beats
}
