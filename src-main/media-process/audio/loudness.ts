import { Frame } from 'node-av/lib'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Slices } from '../slices.ts'
import { mixRate } from './mix-rate.ts'
import { openSoundPipe } from './sound-pipe.ts'
import type { Mix } from './mix.ts'

/** Integrated loudness (EBU R 128) and the highest peak of a mix, of its samples or of the sound between them. */
export type Loudness = { readonly lufs: number; readonly peakDb: number }
export type PeakKind = 'sample' | 'true'

/** What the mix goes through so that it meets its target. */
export type Mastering = { readonly gainDb: number; readonly limiterCeilingDb: number | null }

/** Below this there is only the noise of a silent room, which no gain makes speech. */
const silentBelowLufs = -55
const largestGainDb = 40
/** AAC moves peaks by up to this much. */
const encoderHeadroomDb = 0.6
const blockSamples = 4800
/** By how much ordinary sound rises between its samples; only built-up test signals reach more (ITU-R BS.1770, annex 2). */
const truePeakExcessDb = 3

/** Measures what `filters` make of a mix; "anull" measures the mix itself. Reads all of it. */
export async function measureLoudness(mix: Mix, filters: string, peak: PeakKind, slices: Slices): Promise<Loudness> {
  const sound = openSoundPipe(`${filters},ebur128@meter=peak=${peak}:framelog=quiet`, 'measuring loudness')
  const block = new Float32Array(blockSamples * 2)
  using frame = new Frame()
  frame.alloc()
  try {
    for (let count = await mix.read(block); count > 0; count = await mix.read(block)) {
      sound.give(block.subarray(0, count * 2))
      while (sound.pipe.pull(frame) === true) frame.unref()
      await slices.pause()
    }
    sound.end()
    while (sound.pipe.pull(frame) === true) frame.unref()
    const meter = sound.pipe.filter('ebur128@meter')
    const read = (name: string): number => Number.parseFloat(meter.getOption(name) ?? 'nan')
    return { lufs: orSilent(read('integrated')), peakDb: orSilent(read(`${peak}_peak`)) }
  } finally {
    sound.close()
  }
}

/** Silence measures as minus infinity or not at all. */
function orSilent(value: number): number {
  return Number.isFinite(value) ? Math.max(-120, value) : -120
}

/** The gain that brings a mix to its target, and a limiter where its peaks would then be too high. */
export function planMastering(measured: Loudness, target: RenderPlan['audio']['loudness']): Mastering {
  if (measured.lufs < silentBelowLufs) return { gainDb: 0, limiterCeilingDb: null }
  const gainDb = Math.min(largestGainDb, target.targetLufs - measured.lufs)
  const ceiling = ceilingDb(target)
  return { gainDb, limiterCeilingDb: measured.peakDb + gainDb > ceiling ? ceiling : null }
}

/** Whether sample peaks leave so much room that the true peaks, which cost a second look, need not be known. */
export function isFarFromCeiling(measured: Loudness, target: RenderPlan['audio']['loudness']): boolean {
  const { gainDb } = planMastering(measured, target)
  return measured.peakDb + gainDb + truePeakExcessDb < ceilingDb(target)
}

function ceilingDb(target: RenderPlan['audio']['loudness']): number {
  return target.truePeakDbtp - encoderHeadroomDb
}

/** The limiter works on four times as many samples, because true peaks lie between them (ITU-R BS.1770). */
export function masteringFilters({ gainDb, limiterCeilingDb }: Mastering): string {
  const gain = `volume=${gainDb.toFixed(3)}dB:precision=float`
  if (limiterCeilingDb === null) return gain
  const limit = (10 ** (limiterCeilingDb / 20)).toFixed(5)
  return `${gain},aresample=${mixRate * 4},alimiter=limit=${limit}:attack=5:release=80:level=0:latency=1,aresample=${mixRate}`
}
