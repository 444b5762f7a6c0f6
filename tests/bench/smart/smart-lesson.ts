import type { ProbeReport } from '#main/core/media/messages.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { lessonOf, type Lesson } from '../../media/one-clip-lesson.ts'
import { benchOverlay } from '../render/bench-lesson.ts'

export const benchRate = 30
export const clipSeconds = 60

/** None of it lies on a key frame: frames of the clip, half-open. */
export const trimmedTo = { from: 15, to: 59 * benchRate - 14 }

/** `recorded` is `trimmed` with its sound as recorded, `captioned-full` is `captioned` with every picture encoded. */
export const lessonKinds = ['trimmed', 'recorded', 'captioned', 'captioned-full'] as const
export type LessonKind = (typeof lessonKinds)[number]

const at = (frame: number): Ticks => ticks((frame * 120_000) / benchRate)

/** Two stretches of the clip, cut within groups of pictures, and captions in three blocks over a fifth of them. */
const kept = [
  [25, 880],
  [972, 1760],
] as const
const captionBlocks = [
  [100, 213],
  [700, 813],
  [1400, 1513],
] as const

/** Both stretches are of one file. */
function ofFirstAsset(clip: Clip): Clip {
  return { ...clip, assetId: 'asset0' as AssetId }
}

export function smartPlan(kind: LessonKind, path: string, report: ProbeReport): { plan: RenderPlan; files: Lesson['files'] } {
  const isTrimOnly = kind === 'trimmed' || kind === 'recorded'
  const cuts = isTrimOnly ? ([[trimmedTo.from, trimmedTo.to]] as const) : kept
  const recipes = cuts.map(([from, to]) => ({ path, report, inTicks: at(from), outTicks: at(to), change: ofFirstAsset }))
  const { document, files } = lessonOf(recipes, kind === 'recorded' ? { loudnessLufs: null } : {})
  const overlays = isTrimOnly
    ? []
    : captionBlocks.map(([from, to], index) => ({
        ...benchOverlay,
        id: `caption${index}`,
        startTicks: at(from),
        endTicks: at(to),
      }))
  const plan = compilePlan(document, { preset: 'source', overlays })
  const encoder = { ...plan.encoder, copyUntouched: kind !== 'captioned-full' }
  return { plan: { ...plan, encoder }, files }
}
