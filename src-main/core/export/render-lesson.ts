import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { outputCanvas } from '#shared/render-plan/presets.ts'
import type { RenderProgress } from '../media/messages.ts'
import { measureText } from '../overlay-raster/measure-text.ts'
import type { ExportContext, ExportOrder, ExportServices } from './export-order.ts'

/** Renders a lesson's picture and sound into an MP4, reporting from `from` to `to` of the whole export. */
export async function renderLesson(
  { document, preset, files }: Pick<ExportOrder, 'document' | 'preset' | 'files'>,
  burnCaptions: boolean,
  outputFile: string,
  { media }: ExportServices,
  { signal, report }: ExportContext,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<RenderPlan> {
  report('plan', from)
  // Captions are laid out for the canvas that is rendered, which a small preset makes smaller.
  const laidOut = { ...document, settings: { ...document.settings, canvas: outputCanvas(document, preset) } }
  const track = burnCaptions ? mainCaptionTrack(document) : null
  const plan = compilePlan(document, { preset, overlays: track ? captionsToOverlays(laidOut, track.id, measureText) : [] })
  const onProgress = (progress: RenderProgress): void => report('encode', from + (to - from) * wholeFraction(progress))
  await media.render(plan, files, outputFile, { signal, onProgress })
  return plan
}

/** Shares of a render's time: listening, encoding, checking. */
const shares = { measure: [0, 0.08], encode: [0.08, 0.96], finish: [0.96, 1] } as const

function wholeFraction({ stage, fraction }: RenderProgress): number {
  const [from, to] = shares[stage]
  return from + (to - from) * fraction
}
