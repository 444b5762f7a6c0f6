import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import { toSample } from './mix-rate.ts'

const toFactor = (db: number): number => 10 ** (db / 20)

/** The factor of an entry's sound at a sample since its start; null where it is the same throughout (`constantGain`). */
export function gainCurve(entry: AudioEntry): ((sample: number) => number) | null {
  const { fadeInTicks, fadeOutTicks, envelope } = entry
  if (fadeInTicks === 0 && fadeOutTicks === 0 && envelope.length === 0) return null
  const length = toSample(entry.durationTicks)
  const [fadeIn, fadeOut] = [toSample(fadeInTicks), toSample(fadeOutTicks)]
  const points = envelope.map(({ atTicks, gainDb }) => ({ at: toSample(atTicks), gainDb }))
  const constant = constantGain(entry)
  return (sample) => {
    const rise = fadeIn > 0 ? Math.min(1, sample / fadeIn) : 1
    const fall = fadeOut > 0 ? Math.min(1, Math.max(0, length - sample) / fadeOut) : 1
    return constant * rise * fall * (points.length > 0 ? toFactor(envelopeAt(points, sample)) : 1)
  }
}

export function constantGain(entry: AudioEntry): number {
  return toFactor(entry.gainDb)
}

type Point = { readonly at: number; readonly gainDb: number }

function envelopeAt(points: readonly Point[], sample: number): number {
  const after = points.findIndex((point) => point.at > sample)
  const right = after < 0 ? points.at(-1) : points[after]
  const left = after === 0 ? right : points[(after < 0 ? points.length : after) - 1]
  if (!left || !right || right.at <= left.at) return left?.gainDb ?? 0
  return left.gainDb + ((right.gainDb - left.gainDb) * (sample - left.at)) / (right.at - left.at)
}
