import { trackCues } from '#shared/caption/track-cues.ts'
import { captionTracksInOrder } from '#shared/project/selectors.ts'
import type { TextTrack } from '#shared/render-plan/plan.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { outputCanvas } from '#shared/render-plan/presets.ts'
import { sumCopies } from '#shared/render-plan/smart/sum-copies.ts'
import type { RenderProgress, RenderReport } from '../media/messages.ts'
import type { ExportContext, ExportOrder, ExportServices } from './export-order.ts'
import { layOutOverlays } from './lesson-overlays.ts'
import { renderFraction } from './render-stages.ts'
import { verifyMedia } from './verify-media.ts'

/** Comparing the media with what was frozen takes this share of a render's time. */
const verifyShare = 0.02

/** Part of the picture; text in an MP4 that players switch on and off; not in the video. */
type CaptionPlace = 'picture' | 'text' | 'nowhere'

/**
 * Renders a lesson's picture and sound into a video, from media that is what was frozen, reporting from `from` to `to` of the
 * whole export.
 */
export async function renderLesson(
  order: Pick<ExportOrder, 'document' | 'preset' | 'choice' | 'files' | 'frozenHashes'>,
  captions: CaptionPlace,
  outputFile: string,
  { media }: ExportServices,
  { signal, report, tellDamaged, tellEncoder, tellCopied }: ExportContext,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<RenderReport> {
  const { document, preset, files, frozenHashes } = order
  const choice = order.choice ?? {}
  report('plan', from)
  const plan = compilePlan(document, {
    preset,
    ...choice,
    overlays: layOutOverlays(document, outputCanvas(document, preset, choice), captions === 'picture'),
    ...(captions === 'text' && { textTracks: listTextTracks(document) }),
  })
  const at = (fraction: number): number => from + (to - from) * fraction
  const read = files.filter(
    ({ assetId }) => plan.luts.includes(assetId) || plan.inputs.some((input) => input.assetId === assetId),
  )
  await verifyMedia(read, frozenHashes, { signal, onProgress: (fraction) => report('plan', at(verifyShare * fraction)) })
  const onProgress = (progress: RenderProgress): void =>
    report(progress.stage, at(verifyShare + (1 - verifyShare) * renderFraction(plan, progress)))
  const rendered = await media.render(plan, read, outputFile, { signal, onProgress }).catch((thrown: unknown) => {
    throw withFileName(thrown, document)
  })
  for (const id of rendered.damagedAssetIds) tellDamaged(document.assets[id]?.fileName ?? id)
  tellEncoder?.(rendered.encoder)
  const copied = rendered.stretches && sumCopies(rendered.stretches, plan.frameRate, rendered.copiedSoundTicks)
  // That nothing was copied is news only where it was asked for by name.
  if (copied && (copied.copiedSeconds > 0 || preset === 'source')) tellCopied?.(copied)
  return rendered
}

function listTextTracks(document: LessonDocument): readonly TextTrack[] {
  return captionTracksInOrder(document).flatMap(({ id, language }) => {
    const cues = trackCues(document, id).map(({ startTicks, endTicks, text }) => ({ startTicks, endTicks, text }))
    return cues.length === 0 ? [] : [{ language, cues }]
  })
}

/** The media process knows the ids of clips, the user their names. */
function withFileName(thrown: unknown, { assets }: LessonDocument): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'media.asset-missing') return thrown
  const asset = Object.values(assets).find(({ id }) => id === thrown.data.params['assetId'])
  return asset ? appError('media.asset-missing', { assetId: asset.id, fileName: asset.fileName }, { cause: thrown }) : thrown
}
