import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Slices } from '../slices.ts'
import {
  isFarFromCeiling,
  masteringFilters,
  measureLoudness,
  planMastering,
  type Loudness,
  type Mastering,
  type PeakKind,
} from './loudness.ts'
import { openMix } from './mix.ts'

/** How near the target a limited mix must come; the product promises one LU. */
const toleranceLu = 0.4
const correctionRounds = 3

export type MasteredMix = { readonly measured: Loudness; readonly mastering: Mastering }

/** Goes through the sound alone and decides its gain; where a limiter takes loudness away, gives it back and looks again. */
export async function masterMix(plan: RenderPlan, files: readonly MediaFile[], slices: Slices): Promise<MasteredMix> {
  const { loudness: target } = plan.audio
  const quick = await measure(plan, files, 'anull', 'sample', slices)
  const measured = isFarFromCeiling(quick, target) ? quick : await measure(plan, files, 'anull', 'true', slices)
  let mastering = planMastering(measured, target)
  for (let round = 0; round < correctionRounds && mastering.limiterCeilingDb !== null; round += 1) {
    const limited = await measure(plan, files, masteringFilters(mastering), 'sample', slices)
    const missing = target.targetLufs - limited.lufs
    if (Math.abs(missing) <= toleranceLu) break
    mastering = { ...mastering, gainDb: mastering.gainDb + missing }
  }
  return { measured, mastering }
}

async function measure(
  plan: RenderPlan,
  files: readonly MediaFile[],
  filters: string,
  peak: PeakKind,
  slices: Slices,
): Promise<Loudness> {
  if (plan.audio.entries.length === 0) return { lufs: -120, peakDb: -120 }
  const mix = openMix({ plan, files, slices })
  try {
    return await measureLoudness(mix, filters, peak, slices)
  } finally {
    mix.close()
  }
}
