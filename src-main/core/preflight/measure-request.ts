import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { MediaFile } from '../media/messages.ts'
import type { MeasureRequest } from '../media/preflight-messages.ts'
import { measureText } from '../overlay-raster/measure-text.ts'

/** Pictures are looked at with so many pixels across their shorter side: letters of 54 units are 27 high there. */
const shortSidePixels = 540

/** What the media process is asked about a lesson as it would be exported for platforms. Throws `export.*`. */
export function createMeasureRequest(document: LessonDocument, files: readonly MediaFile[]): MeasureRequest {
  const canvas = smallCanvas(document.settings.canvas)
  const small = { ...document, settings: { ...document.settings, canvas } }
  const track = mainCaptionTrack(document)
  const own = documentOverlays(small, measureText)
  const captions = track ? captionsToOverlays(small, track.id, measureText) : []
  const overlays = [...own, ...captions]
  const { inputs, ...plan } = compilePlan(document, { preset: 'lms', overlays })
  return {
    plan: { ...plan, inputs, overlays: [] },
    files,
    canvas,
    overlays,
    texts: [
      ...own.filter(hasWords).map(({ id }) => ({ paintedId: id, id, kind: 'overlay' as const })),
      ...captions.filter(hasWords).map(({ id }) => ({ paintedId: id, id: captionIdOf(document, id), kind: 'caption' as const })),
    ],
  }
}

function hasWords({ items }: PaintedOverlay): boolean {
  return items.some(({ kind }) => kind === 'text')
}

/** A caption that shows word by word is painted as several, numbered behind its id. */
function captionIdOf({ captions }: LessonDocument, paintedId: string): string {
  return Object.hasOwn(captions, paintedId) ? paintedId : paintedId.slice(0, paintedId.lastIndexOf('-'))
}

function smallCanvas({ width, height }: CanvasSize): CanvasSize {
  const scale = Math.min(1, shortSidePixels / Math.min(width, height))
  const even = (value: number): number => Math.max(2, Math.round((value * scale) / 2) * 2)
  return { width: even(width), height: even(height) }
}
