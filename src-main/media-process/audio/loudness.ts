import { toFactor } from './entry-gain.ts'
import { openLimiter } from './limiter.ts'
import type { Loudness } from './loudness-meter.ts'
import type { SoundReader } from './sound-reader.ts'
import { readThrough } from './stage-reader.ts'

export type { Loudness }

/** What the mix goes through so that it meets its target. */
export type Mastering = { readonly gainDb: number; readonly limiterCeilingDb: number | null }

/** What was measured of a mix, where that was needed, and what is done about it. */
export type MasteredMix = { readonly measured: Loudness | null; readonly mastering: Mastering }

/** A loudness to meet, and the true peak that is not passed. */
export type LoudnessTarget = { readonly targetLufs: number; readonly truePeakDbtp: number }

/** Below this there is only the noise of a silent room, which no gain makes speech. */
const silentBelowLufs = -55
const largestGainDb = 40
/** AAC moves peaks: by 0.8 dB in a dense mix of five tracks at 128 kbit/s, the most that was measured. */
const encoderHeadroomDb = 1.2

/** Nothing but that sounds which add up do not overdrive. */
export const asRecorded: Mastering = { gainDb: 0, limiterCeilingDb: 0 }

/** The gain that brings a mix to its target, and a limiter where its peaks would then be too high. */
export function planMastering(measured: Loudness, { targetLufs, truePeakDbtp }: LoudnessTarget): Mastering {
  if (measured.lufs < silentBelowLufs) return { gainDb: 0, limiterCeilingDb: null }
  const gainDb = Math.min(largestGainDb, targetLufs - measured.lufs)
  const ceiling = truePeakDbtp - encoderHeadroomDb
  return { gainDb, limiterCeilingDb: measured.peakDb + gainDb > ceiling ? ceiling : null }
}

/** A mix with its mastering. */
export function mastered(reader: SoundReader, { gainDb, limiterCeilingDb }: Mastering): SoundReader {
  if (gainDb === 0 && limiterCeilingDb === null) return reader
  return readThrough(reader, openLimiter(toFactor(gainDb), limiterCeilingDb === null ? Infinity : toFactor(limiterCeilingDb)))
}
