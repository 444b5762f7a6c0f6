import type { CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { captionsInOrder, captionWords } from '../project/selectors.ts'
import type { Span } from '../project/timeline.ts'
import { layoutCaption, type CaptionLayout } from './layout-caption.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintedOverlay } from './model.ts'

/** Air between two captions that show at the same time, in canvas units. */
const stackGap = 12

/**
 * The captions of one track as they are drawn over the lesson, by start time. Captions that overlap in time stand above
 * each other, the earlier one at its usual place. Ids are those of the captions.
 */
export function captionsToOverlays(
  document: LessonDocument,
  captionTrackId: CaptionTrackId,
  measure: TextMeasurer,
): readonly PaintedOverlay[] {
  const track = document.captionTracks[captionTrackId]
  if (!track) return []
  const { canvas } = document.settings
  const gapPx = (stackGap * Math.min(canvas.width, canvas.height)) / 1080
  const shown: { readonly span: Span; readonly layout: CaptionLayout; readonly id: string }[] = []
  for (const { caption, span } of captionsInOrder(document, captionTrackId)) {
    const words = captionWords(caption)
    let layout = layoutCaption(words, track.style, document.settings, measure)
    const neighbours = shown
      .filter((other) => other.span.endTicks > span.startTicks)
      .toSorted((a, b) => b.layout.bottom - a.layout.bottom)
    let liftPx = 0
    for (const { layout: other } of neighbours) {
      if (!layout || layout.top >= other.bottom || layout.bottom <= other.top) continue
      liftPx += layout.bottom - other.top + gapPx
      layout = layoutCaption(words, track.style, document.settings, measure, liftPx)
    }
    if (layout) shown.push({ span, layout, id: caption.id })
  }
  return shown.map(({ span, layout: { box, items }, id }) => ({ id, ...span, box, items }))
}
