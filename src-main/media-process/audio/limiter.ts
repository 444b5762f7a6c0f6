import { createSampleQueue } from './sample-queue.ts'
import type { SoundStage } from './stage-reader.ts'
import { mostBetweenSamples, peakAfter, peakReach } from './true-peak.ts'

/** The gain is decided for stretches of this many pairs (0.7 ms)… */
const stretch = 32
/** …and begins to fall this many stretches before a peak (5 ms). */
const ahead = 8
/** It comes back over about 80 ms. */
const releasePerStretch = 1 - Math.exp(-stretch / (0.08 * 48_000))
/** Pairs kept before the stretch that is looked at, for the sound between its samples. */
const behind = peakReach

/**
 * Multiplies by `gain` and turns peaks down that would pass `ceiling` (as factors), also those between the samples.
 * Nothing is delayed; where the ceiling is not reached, the samples are only multiplied.
 */
export function openLimiter(gain: number, ceiling: number): SoundStage {
  const queue = createSampleQueue()
  queue.pushSilence(behind)
  /** What the stretches that wait need, the oldest first. */
  const needs: number[] = []
  const eased: number[] = []
  let recovered = 1
  let before = 1
  let written = 0
  let given = 0
  const out = new Float32Array(stretch * 2)

  /** The gain that keeps a stretch under the ceiling, on top of `gain`. */
  function need(samples: Float32Array, from: number): number {
    const alarm = ceiling / gain / mostBetweenSamples
    let top = 0
    for (let index = (from - 1) * 2; index < (from + stretch + 1) * 2; index += 1)
      top = Math.max(top, Math.abs(samples[index] ?? 0))
    if (top <= alarm) return 1
    let peak = 0
    for (let index = from - 1; index < from + stretch; index += 1) peak = Math.max(peak, peakAfter(samples, index))
    return Math.min(1, ceiling / (gain * peak))
  }

  function step(hand: (ready: Float32Array) => void): void {
    const samples = queue.peek()
    while (needs.length <= ahead) needs.push(need(samples, behind + needs.length * stretch))
    recovered = Math.min(Math.min(...needs), recovered + (1 - recovered) * releasePerStretch)
    // What is loud from the start is turned down from the start.
    if (eased.length === 0) {
      before = recovered
      while (eased.length < ahead) eased.push(recovered)
    }
    eased.push(recovered)
    eased.shift()
    // The mean of values that are all low enough for the stretch comes down in a straight line.
    const now = eased.reduce((sum, value) => sum + value, 0) / ahead
    const change = (now - before) / stretch
    for (let index = 0; index < stretch; index += 1) {
      const factor = gain * (before + change * (index + 1))
      const place = (behind + index) * 2
      out[index * 2] = (samples[place] ?? 0) * factor
      out[index * 2 + 1] = (samples[place + 1] ?? 0) * factor
    }
    before = now
    needs.shift()
    queue.drop(stretch)
    const count = Math.min(stretch, given - written)
    written += count
    hand(out.subarray(0, count * 2))
  }

  const wanted = behind + (ahead + 1) * stretch + peakReach + 1
  return {
    process(samples, hand) {
      queue.push(samples)
      given += samples.length / 2
      while (queue.length >= wanted) step(hand)
    },
    finish(hand) {
      queue.pushSilence(wanted)
      while (written < given) step(hand)
    },
    close() {},
  }
}
