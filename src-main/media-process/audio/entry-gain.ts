import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import { toSample } from './mix-rate.ts'

/** Gains are straight lines between points this far apart (1.3 ms). */
const stepSamples = 64

/** Applies an entry's gain, fades and envelope in place to samples that start `offset` samples after its start. */
export type ApplyGain = (samples: Float32Array, offset: number) => void

export function toFactor(db: number): number {
  return 10 ** (db / 20)
}

export function entryGain(entry: AudioEntry): ApplyGain {
  const { fadeInTicks, fadeOutTicks, envelope } = entry
  const constant = toFactor(entry.gainDb)
  if (fadeInTicks === 0 && fadeOutTicks === 0 && envelope.length === 0) return (samples) => multiply(samples, constant)
  const length = toSample(entry.durationTicks)
  const [fadeIn, fadeOut] = [toSample(fadeInTicks), toSample(fadeOutTicks)]
  const points = envelope.map(({ atTicks, gainDb }) => ({ at: toSample(atTicks), gainDb }))
  const gainAt = (sample: number): number => {
    const rise = fadeIn > 0 ? Math.min(1, Math.max(0, sample) / fadeIn) : 1
    const fall = fadeOut > 0 ? Math.min(1, Math.max(0, length - sample) / fadeOut) : 1
    return constant * rise * fall * (points.length > 0 ? toFactor(envelopeAt(points, sample)) : 1)
  }
  return (samples, offset) => ramp(samples, offset, gainAt)
}

function multiply(samples: Float32Array, factor: number): void {
  if (factor === 1) return
  for (let index = 0; index < samples.length; index += 1) samples[index] = (samples[index] ?? 0) * factor
}

/** Multiplies by a gain that is looked up every few samples. */
export function ramp(samples: Float32Array, offset: number, gainAt: (sample: number) => number): void {
  const count = samples.length / 2
  for (let done = 0; done < count;) {
    const steps = Math.min(count - done, stepSamples - ((offset + done) % stepSamples))
    const from = gainAt(offset + done)
    const change = (gainAt(offset + done + steps) - from) / steps
    for (let index = 0; index < steps; index += 1) {
      const place = (done + index) * 2
      const gain = from + change * index
      samples[place] = (samples[place] ?? 0) * gain
      samples[place + 1] = (samples[place + 1] ?? 0) * gain
    }
    done += steps
  }
}

type Point = { readonly at: number; readonly gainDb: number }

function envelopeAt(points: readonly Point[], sample: number): number {
  const after = points.findIndex((point) => point.at > sample)
  const right = after < 0 ? points.at(-1) : points[after]
  const left = after === 0 ? right : points[(after < 0 ? points.length : after) - 1]
  if (!left || !right || right.at <= left.at) return left?.gainDb ?? 0
  return left.gainDb + ((right.gainDb - left.gainDb) * (sample - left.at)) / (right.at - left.at)
}
