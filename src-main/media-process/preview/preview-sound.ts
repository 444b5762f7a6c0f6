import type { MediaFile } from '#main/core/media/messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { masteringFilters, type Mastering } from '../audio/loudness.ts'
import { mixRate, toSample } from '../audio/mix-rate.ts'
import { openMix } from '../audio/mix.ts'
import { treatSound } from '../audio/treated-reader.ts'
import type { Slices } from '../slices.ts'

/** Sound with one plane a channel, one after the other. */
export type Sound = { readonly sampleRate: number; readonly channels: number; readonly data: Float32Array<ArrayBuffer> }

/** The mastered mix from an instant on, as it is exported. */
export type PreviewSound = {
  /** The next stretch, shorter only at the end of the plan; null after it. */
  next(length: Ticks): Promise<Sound | null>
  close(): void
}

const channels = 2

export function openPreviewSound(
  plan: RenderPlan,
  files: readonly MediaFile[],
  slices: Slices,
  from: Ticks,
  mastering: Mastering,
): PreviewSound {
  const reader = treatSound(openMix({ plan, files, slices, from: toSample(from) }), masteringFilters(mastering))
  return {
    async next(length) {
      const block = new Float32Array(toSample(length) * channels)
      const count = await reader.read(block)
      return count === 0 ? null : { sampleRate: mixRate, channels, data: toPlanes(block, count) }
    },
    close: () => reader.close(),
  }
}

function toPlanes(interleaved: Float32Array, count: number): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(count * channels)
  for (let index = 0; index < count; index += 1) {
    planes[index] = interleaved[index * 2] ?? 0
    planes[count + index] = interleaved[index * 2 + 1] ?? 0
  }
  return planes
}
