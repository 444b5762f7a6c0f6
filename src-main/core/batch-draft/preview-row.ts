import type { RowPreview } from '#shared/ipc/areas/batch-draft.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { checkDocument } from '#shared/preflight/check-document.ts'
import { partIgnored } from '#shared/preflight/ignored.ts'
import { describe } from '#shared/preflight/report.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import { mainCaptionTrack, questionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { toEven } from '#shared/render-plan/presets.ts'
import { spreadInstants } from '#shared/render-plan/still-plan.ts'
import { frameAt } from '#shared/time/frame-rate.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import type { FactServices } from '../batch/gather-facts.ts'
import { makeItemLesson, type ItemOrder } from '../batch/run-item.ts'
import { listSourceFiles } from '../import/media-files.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { measureText } from '../overlay-raster/measure-text.ts'
import { readFileFacts } from '../preflight/file-facts.ts'

/** Beginning, middle and end, and what is between them. */
const pictureCount = 4
/** Across the shorter side: captions can be read. */
const shortSidePixels = 270

/**
 * What would come of a row: its lesson in pictures and words, and what “Check lesson” finds without looking through the film. Writes
 * nothing but copies in the cache. Throws as making the row does.
 */
export async function previewRow(order: ItemOrder, services: FactServices, signal: AbortSignal): Promise<RowPreview> {
  const { document, warnings } = await makeItemLesson(order, services, { signal, onProgress: () => undefined })
  const { durationTicks } = deriveTimeline(document)
  const facts = { files: await readFileFacts(document), media: null, measure: measureText, lastExport: null, today: order.today }
  const { open } = partIgnored(document, checkDocument(document, facts))
  return {
    title: document.metadata.title,
    durationSeconds: ticksToSeconds(durationTicks),
    pictures: await takePictures(document, services, signal),
    captionCount: Object.keys(document.captions).length,
    questions: questionsInOrder(document).map(({ question, atTicks }) => ({
      atSeconds: ticksToSeconds(atTicks),
      prompt: question.prompt,
    })),
    warnings: [...new Set(warnings)],
    findings: open.map(({ severity, code, params }) => ({ severity, message: describe({ code, params }) })),
  }
}

type Services = { readonly media: Pick<MediaEngine, 'compose'>; readonly cacheFolder: string }

/** A lesson as it would be exported, at instants that are spread over it. Throws `media.*`, `cancelled`. */
export async function takePictures(
  document: LessonDocument,
  { media, cacheFolder }: Services,
  signal: AbortSignal,
  count = pictureCount,
): Promise<RowPreview['pictures']> {
  const canvas = smallCanvas(document.settings.canvas)
  const small = { ...document, settings: { ...document.settings, canvas } }
  const track = mainCaptionTrack(document)
  const own = documentOverlays(small, measureText)
  const overlays = track ? [...own, ...captionsToOverlays(small, track.id, measureText)] : own
  const plan = compilePlan(document, { preset: 'lms', overlays })
  const instants = spreadInstants(deriveTimeline(document).durationTicks, count)
  const frames = instants.map((instant) => Math.min(plan.frameCount - 1, frameAt(instant, plan.frameRate)))
  const files = listSourceFiles(Object.values(document.assets), cacheFolder)
  const stills = await media.compose(
    { plan: { ...plan, overlays: [] }, files, canvas, overlays, frames: [...new Set(frames)] },
    { signal },
  )
  return stills.map(({ data }, index) => ({
    atSeconds: ticksToSeconds(instants[index] ?? instants[0] ?? plan.durationTicks),
    jpeg: data,
  }))
}

function smallCanvas({ width, height }: CanvasSize): CanvasSize {
  const scale = Math.min(1, shortSidePixels / Math.min(width, height))
  return { width: toEven(width * scale), height: toEven(height * scale) }
}
