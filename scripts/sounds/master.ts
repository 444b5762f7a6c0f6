import { openLimiter } from '#main/media-process/audio/limiter.ts'
import { createLoudnessMeter, type Loudness } from '#main/media-process/audio/loudness-meter.ts'
import { toGain, toSamples, type Stereo } from './synth/signal.ts'

/** Interleaved, as files and meters take it. */
export function interleave({ left, right }: Stereo): Float32Array {
  const pairs = new Float32Array(left.length * 2)
  for (let index = 0; index < left.length; index += 1) {
    pairs[index * 2] = left[index] ?? 0
    pairs[index * 2 + 1] = right[index] ?? 0
  }
  return pairs
}

export function measure(pairs: Float32Array): Loudness {
  const meter = createLoudnessMeter()
  meter.add(pairs)
  return meter.read()
}

/** A sound shorter than the meter's blocks is measured within a second of silence. */
export function measureShort(pairs: Float32Array): Loudness {
  const padded = new Float32Array(Math.max(pairs.length, toSamples(1) * 2))
  padded.set(pairs)
  return measure(padded)
}

function limit(pairs: Float32Array, gain: number, ceiling: number): Float32Array {
  const stage = openLimiter(gain, toGain(ceiling))
  const out = new Float32Array(pairs.length)
  let at = 0
  const hand = (ready: Float32Array): void => {
    out.set(ready.subarray(0, Math.max(0, out.length - at)), at)
    at += ready.length
  }
  stage.process(pairs, hand)
  stage.finish(hand)
  stage.close()
  return out
}

/** Opus moves peaks up a little. */
const ceilingDb = -2
export const loopLufs = -18
const effectLufs = -18

/** A loop at its loudness. It is limited with itself before and after it, so that the limiter makes no seam either. */
export function masterLoop(pairs: Float32Array): Float32Array {
  const gain = toGain(loopLufs - measure(pairs).lufs)
  const thrice = new Float32Array(pairs.length * 3)
  for (let lap = 0; lap < 3; lap += 1) thrice.set(pairs, lap * pairs.length)
  return limit(thrice, gain, ceilingDb).slice(pairs.length, pairs.length * 2)
}

/** A short sound: as loud as a loop where its peak lets it. */
export function masterEffect(pairs: Float32Array): Float32Array {
  const { lufs, peakDb } = measureShort(pairs)
  const gainDb = Math.min(effectLufs - lufs, ceilingDb + 3 - peakDb)
  return limit(pairs, toGain(gainDb), ceilingDb)
}
