import { appError } from '#shared/messages/app-error.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { findUncovered } from '#shared/overlay/find-uncovered.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { captionsInOrder, captionWords, mainCaptionTrack } from '#shared/project/selectors.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { outputCanvas } from '#shared/render-plan/presets.ts'
import type { RenderProgress } from '../media/messages.ts'
import { measureText } from '../overlay-raster/measure-text.ts'
import type { ExportContext, ExportOrder, ExportServices } from './export-order.ts'
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
  // Captions are laid out for the canvas that is rendered, which a small preset makes smaller.
  const laidOut = { ...document, settings: { ...document.settings, canvas: outputCanvas(document, preset) } }
  const track = burnCaptions ? mainCaptionTrack(document) : null
  if (track) refuseUncovered(document, track)
  const plan = compilePlan(document, { preset, overlays: track ? captionsToOverlays(laidOut, track.id, measureText) : [] })
  const at = (fraction: number): number => from + (to - from) * fraction
  const read = files.filter(({ assetId }) => plan.inputs.some((input) => input.assetId === assetId))
  await verifyMedia(read, frozenHashes, { signal, onProgress: (fraction) => report('plan', at(verifyShare * fraction)) })
  const onProgress = (progress: RenderProgress): void =>
    report('encode', at(verifyShare + (1 - verifyShare) * wholeFraction(progress)))
  const { damagedAssetIds } = await media.render(plan, files, outputFile, { signal, onProgress })
  for (const id of damagedAssetIds) tellDamaged(document.assets[id]?.fileName ?? id)
  return plan
}

/** A letter that no font draws would be burned in as a placeholder. */
function refuseUncovered(document: LessonDocument, { id, style }: CaptionTrack): void {
  const texts = captionsInOrder(document, id).map(({ caption }) => captionWords(caption))
  const uncovered = texts
    .map((text) => ({ text, letters: findUncovered(text, style.text) }))
    .filter(({ letters }) => letters.length > 0)
  const [first] = uncovered
  if (!first) return
  const letters = [...new Set(uncovered.flatMap((each) => each.letters))].map((letter) => `“${letter}”`).join(', ')
  throw appError('export.letters-uncovered', { letters, text: first.text })
}

/** Shares of a render's time: listening, encoding, checking. */
const shares = { measure: [0, 0.08], encode: [0.08, 0.96], finish: [0.96, 1] } as const

function wholeFraction({ stage, fraction }: RenderProgress): number {
  const [from, to] = shares[stage]
  return from + (to - from) * fraction
}
