import type { AudioEntry } from '#shared/render-plan/plan-audio.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { loadNoiseSuppressor, openDenoiser } from './denoise.ts'
import { mixRate } from './mix-rate.ts'
import { readReversed } from './reversed-reader.ts'
import type { SoundReader } from './sound-reader.ts'
import { readThrough } from './stage-reader.ts'
import { openTimeStretch } from './time-stretch.ts'
import { treatSound } from './treated-reader.ts'

/** Filters that listen before they work are given this much of what was before. */
const runInPairs = mixRate / 2

/** Opens an asset's own sound from a source sample on. */
type OpenSource = (firstSample: number) => SoundReader

/**
 * The sound of an entry as it is mixed (reversed, cleaned, at its speed), from `offset` samples of the mix after its start
 * on. Gains are not applied.
 */
export async function openEntrySound(entry: AudioEntry, offset: number, openSource: OpenSource): Promise<SoundReader> {
  const speed = entry.speed.num / entry.speed.den
  const first = toSourceSample(entry, offset)
  const listens = entry.noiseReduction > 0 || entry.highPassHz > 0
  const before = listens ? Math.min(runInPairs, entry.reversed ? runInPairs : first) : 0
  let reader = entry.reversed ? readReversed(first + before, openSource) : openSource(first - before)
  try {
    if (entry.noiseReduction > 0) reader = readThrough(reader, openDenoiser(await loadNoiseSuppressor(), entry.noiseReduction))
    if (entry.highPassHz > 0) reader = treatSound(reader, `highpass=f=${entry.highPassHz}`)
    if (before > 0) await reader.read(new Float32Array(before * 2))
    if (speed === 1) return reader
    return entry.keepPitch ? readThrough(reader, openTimeStretch(speed)) : treatSound(reader, pitched(speed))
  } catch (error) {
    reader.close()
    throw error
  }
}

/** A sample of the mix is 2.5 ticks of its clock; half a sample is not heard. */
function toSourceSample(entry: AudioEntry, offset: number): number {
  const into = (offset * entry.speed.num) / entry.speed.den
  const edge = ((entry.reversed ? entry.sourceOutTicks : entry.sourceInTicks) * mixRate) / ticksPerSecond
  return Math.max(0, Math.round(entry.reversed ? edge - into : edge + into))
}

/** The tick of a source sample, for opening a file. */
export function sampleToTicks(sample: number): ReturnType<typeof ticks> {
  return ticks(Math.round((sample * ticksPerSecond) / mixRate))
}

function pitched(speed: number): string {
  return `asetrate=${Math.round(mixRate * speed)},aresample=${mixRate}`
}
