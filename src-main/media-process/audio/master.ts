import { asRecorded, mastered, planMastering, type Loudness, type MasteredMix, type Mastering } from './loudness.ts'
import { createLoudnessMeter } from './loudness-meter.ts'
import { openMix, type MixSource } from './mix.ts'
import { openTimeStretch } from './time-stretch.ts'
import type { SoundReader } from './sound-reader.ts'
import { openSpool, type SoundSpool } from './sound-spool.ts'
import { readThrough } from './stage-reader.ts'
import { rememberedMaster, rememberMaster } from './remembered-masters.ts'
import type { Slices } from '../slices.ts'

/** A mastered mix whose sound need not be made again. */
export type KeptMix = MasteredMix & {
  /** The mastered sound from its start; one at a time. */
  open(): SoundReader
  close(): void
}

/** How near the target a limited mix must come; the product promises one LU. */
const toleranceLu = 0.4
const correctionRounds = 3
const blockPairs = 9600

/** Goes through the sound alone and decides its gain; where a limiter takes loudness away, gives it back and looks again. */
export async function masterMix(plan: MixSource['plan'], files: MixSource['files'], slices: Slices): Promise<MasteredMix> {
  const kept = await keepMix({ plan, files, slices })
  kept.close()
  return { measured: kept.measured, mastering: kept.mastering }
}

/** The same, and keeps the sound for the export. A mix measured before is not measured again. */
export async function keepMix(source: MixSource, onProgress?: (fraction: number) => void): Promise<KeptMix> {
  const known = rememberedMaster(source)
  if (known) return toKept(known, source, null)
  const spool = openSpool()
  try {
    const { master, isWhole } = await measureMix(source, spool, onProgress)
    rememberMaster(source, master)
    if (!isWhole) spool?.close()
    return toKept(master, source, isWhole ? spool : null)
  } catch (error) {
    spool?.close()
    throw error
  }
}

function toKept(master: MasteredMix, source: MixSource, spool: SoundSpool | null): KeptMix {
  return {
    ...master,
    open: () => mastered(spool?.read() ?? openMix(source), master.mastering),
    close: () => spool?.close(),
  }
}

/** The mastered mix at another speed, pitch kept: an output second lasts `rate` (0.25 to 4) seconds of the timeline. */
export function openMasteredMix(source: MixSource, mastering: Mastering, rate = 1): SoundReader {
  const sound = mastered(openMix(source), mastering)
  return rate === 1 ? sound : readThrough(sound, openTimeStretch(rate))
}

async function measureMix(
  source: MixSource,
  spool: SoundSpool | null,
  onProgress?: (fraction: number) => void,
): Promise<{ readonly master: MasteredMix; readonly isWhole: boolean }> {
  const { slices } = source
  const { entries } = source.plan.audio
  const { targetLufs, truePeakDbtp } = source.plan.audio.loudness
  if (targetLufs === null) return { master: { measured: null, mastering: asRecorded }, isWhole: false }
  const target = { targetLufs, truePeakDbtp }
  if (entries.length === 0) {
    const measured = { lufs: -120, peakDb: -120 }
    return { master: { measured, mastering: planMastering(measured, target) }, isWhole: false }
  }
  let isWhole = spool !== null
  const mix = openMix(source)
  let heard = 0
  const measured = await measure(mix, slices, (samples) => {
    if (isWhole && spool?.add(samples) === false) isWhole = false
    heard += samples.length / 2
    onProgress?.(Math.min(1, heard / mix.length))
  })
  let mastering = planMastering(measured, target)
  for (let round = 0; round < correctionRounds && mastering.limiterCeilingDb !== null; round += 1) {
    const again = isWhole && spool ? spool.read() : openMix(source)
    const limited = await measure(mastered(again, mastering), slices)
    const missing = target.targetLufs - limited.lufs
    if (Math.abs(missing) <= toleranceLu) break
    mastering = { ...mastering, gainDb: mastering.gainDb + missing }
  }
  return { master: { measured, mastering }, isWhole }
}

/** Reads all of a sound, measures it and closes it. */
async function measure(sound: SoundReader, slices: Slices, use?: (samples: Float32Array) => void): Promise<Loudness> {
  const meter = createLoudnessMeter()
  const block = new Float32Array(blockPairs * 2)
  try {
    for (let count = await sound.read(block); count > 0; count = await sound.read(block)) {
      const samples = block.subarray(0, count * 2)
      use?.(samples)
      meter.add(samples)
      await slices.pause()
    }
    return meter.read()
  } finally {
    sound.close()
  }
}
