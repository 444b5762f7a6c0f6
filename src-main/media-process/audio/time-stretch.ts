import { createOnsetFinder } from './onset-finder.ts'
import { createSampleQueue } from './sample-queue.ts'
import type { SoundStage } from './stage-reader.ts'

/**
 * Pieces of sound are laid over each other further apart or closer than they were, each moved a little to where it goes on
 * from the one before it (WSOLA, Verhelst and Roelands 1993). Around an onset (a consonant, a clap) nothing is moved:
 * it is heard once, at its exact place, which is what keeps lips and claps with the picture.
 */

/** Half a piece: pieces are twice this long and overlap by half (48 kHz: 15 ms). */
const hop = 720
/** How far a piece may be moved: twice this holds a period of the deepest voices (20 ms). */
const reach = 480
/** The search goes in steps of this many samples first, and then looks at every second one. */
const coarse = 6
const fine = 2

/** Plays `speed` times as fast (0.25 to 4) at the same pitch: sample n of the output is sample n * speed of the input. */
export function openTimeStretch(speed: number): SoundStage {
  const input = createSampleQueue()
  /** The input instant of the first sample that still waits in `input`; there is silence before 0. */
  let base = 0
  let given = 0
  let total = Infinity
  /** Where the piece before was taken from and how many pieces were laid. */
  let last = 0
  let piece = 0
  const onsets = createOnsetFinder(Math.max(2 * hop * speed, 2400))
  const overlap = new Float32Array(hop * 2)
  const out = new Float32Array(hop * 2)
  const window = Float32Array.from({ length: hop }, (_, index) => 0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / hop))
  const template = new Float32Array(hop)
  const candidates = new Float32Array(hop + 2 * reach)

  const at = (index: number, side: 0 | 1, waiting: Float32Array): number => waiting[(index - base) * 2 + side] ?? 0

  function readMono(target: Float32Array, from: number, waiting: Float32Array): void {
    for (let index = 0; index < target.length; index += 1) {
      const place = from + index
      target[index] = place < base ? 0 : at(place, 0, waiting) + at(place, 1, waiting)
    }
  }

  /** The best centre of the next piece between two instants. */
  function search(low: number, high: number, waiting: Float32Array): number {
    if (high <= low) return low
    readMono(template, last, waiting)
    readMono(candidates, low - hop, waiting)
    const best = bestShift(0, high - low, coarse, coarse)
    return low + bestShift(Math.max(0, best - coarse), Math.min(high - low, best + coarse), 1, fine)
  }

  function bestShift(from: number, to: number, step: number, tapStep: number): number {
    let [best, bestScore] = [from, -Infinity]
    for (let shift = from; shift <= to; shift += step) {
      let [product, energy] = [0, 1e-9]
      for (let index = 0; index < hop; index += tapStep) {
        const value = candidates[shift + index] ?? 0
        product += value * (template[index] ?? 0)
        energy += value * value
      }
      const score = product / Math.sqrt(energy)
      if (score > bestScore) [best, bestScore] = [shift, score]
    }
    return best
  }

  /** Where the piece around output instant `centre` is taken from. */
  function choose(centre: number, waiting: Float32Array): number {
    const nominal = Math.round(centre * speed)
    let [floor, ceiling] = [-Infinity, Infinity]
    for (const onset of onsets.between(nominal - hop * (speed + 2), nominal + hop * (speed + 2))) {
      const heard = Math.round(onset / speed)
      if (Math.abs(centre - heard) < hop) return onset + centre - heard
      if (centre < heard) ceiling = Math.min(ceiling, onset - hop)
      else floor = Math.max(floor, onset + hop)
    }
    const [low, high] = [Math.max(nominal - reach, floor), Math.min(nominal + reach, ceiling)]
    return low > high ? Math.max(floor, Math.min(ceiling, nominal)) : search(low, high, waiting)
  }

  /** Lays one piece; false where more input is wanted first. */
  function lay(hand: (ready: Float32Array) => void): boolean {
    const centre = piece * hop
    const nominal = Math.round(centre * speed)
    if (given < Math.min(total, nominal + (2 + speed) * hop + reach + onsets.delay)) return false
    const waiting = input.peek()
    const from = piece === 0 ? 0 : choose(centre, waiting)
    for (let index = 0; index < hop; index += 1) {
      const [rise, place] = [window[index] ?? 0, from - hop + index]
      for (const side of [0, 1] as const) {
        const value = place < base ? 0 : at(place, side, waiting)
        out[index * 2 + side] = (overlap[index * 2 + side] ?? 0) + value * rise
        overlap[index * 2 + side] = at(from + index, side, waiting) * (1 - rise)
      }
    }
    if (piece > 0) hand(out.subarray(0, 2 * Math.max(0, Math.min(hop, outputLength() - (piece - 1) * hop))))
    last = from
    piece += 1
    const needed = Math.round(piece * hop * speed) - reach - (3 + speed) * hop
    const past = Math.max(0, Math.min(given, Math.floor(needed)) - base)
    input.drop(past)
    base += past
    onsets.forget(base - 4 * hop * (speed + 1))
    return true
  }

  function outputLength(): number {
    return Math.ceil(total / speed)
  }

  return {
    process(samples, hand) {
      input.push(samples)
      onsets.listen(samples)
      given += samples.length / 2
      while (lay(hand));
    },
    finish(hand) {
      total = given
      while ((piece - 1) * hop < outputLength()) lay(hand)
    },
    close() {},
  }
}
