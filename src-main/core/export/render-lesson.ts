import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { outputCanvas } from '#shared/render-plan/presets.ts'
import type { RenderProgress } from '../media/messages.ts'
import type { ExportContext, ExportOrder, ExportServices } from './export-order.ts'
import { layOutOverlays } from './lesson-overlays.ts'
import { verifyMedia } from './verify-media.ts'

/** Comparing the media with what was frozen takes this share of a render's time. */
const verifyShare = 0.02

/**
 * Renders a lesson's picture and sound into an MP4, from media that is what was frozen, reporting from `from` to `to` of the
 * whole export.
 */
export async function renderLesson(
  { document, preset, files, frozenHashes }: Pick<ExportOrder, 'document' | 'preset' | 'files' | 'frozenHashes'>,
  burnCaptions: boolean,
  outputFile: string,
  { media }: ExportServices,
  { signal, report, tellDamaged }: ExportContext,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<RenderPlan> {
  report('plan', from)
  const plan = compilePlan(document, { preset, overlays: layOutOverlays(document, outputCanvas(document, preset), burnCaptions) })
  const at = (fraction: number): number => from + (to - from) * fraction
  const read = files.filter(({ assetId }) => plan.inputs.some((input) => input.assetId === assetId))
  await verifyMedia(read, frozenHashes, { signal, onProgress: (fraction) => report('plan', at(verifyShare * fraction)) })
  const onProgress = (progress: RenderProgress): void =>
    report('encode', at(verifyShare + (1 - verifyShare) * wholeFraction(progress)))
  const { damagedAssetIds } = await media.render(plan, files, outputFile, { signal, onProgress })
  for (const id of damagedAssetIds) tellDamaged(document.assets[id]?.fileName ?? id)
  return plan
}

/** Shares of a render's time: listening, encoding, checking. */
const shares = { measure: [0, 0.08], encode: [0.08, 0.96], finish: [0.96, 1] } as const

function wholeFraction({ stage, fraction }: RenderProgress): number {
  const [from, to] = shares[stage]
  return from + (to - from) * fraction
}
