import { resolveCaptionStyle } from '../project/brand.ts'
import type { CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption, CaptionStyle } from '../project/schema/text.ts'
import { captionsInOrder, captionWords, type PlacedCaption } from '../project/selectors.ts'
import { anchorToTimeline, type Span } from '../project/timeline.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { layoutCaption, type CaptionLayout } from './layout-caption.ts'
import { LayoutMemory } from './layout-memory.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintedOverlay } from './model.ts'
import { speakWords, type SpokenWord } from './spoken-words.ts'

/** Air between two captions that show at the same time, in canvas units. */
const stackGap = 12

const layouts = new LayoutMemory<CaptionLayout | null>()

/** A text that is laid out as a whole, and its time. */
type Part = { readonly id: string; readonly text: string; readonly span: Span; readonly spoken: readonly SpokenWord[] }

type Shown = { readonly span: Span; readonly layout: CaptionLayout; readonly id: string }

/**
 * The captions of one track as they are drawn over the lesson, by start time. Captions that overlap in time stand above
 * each other, the earlier one at its usual place. Ids are those of the captions; with one-word captions, followed by a
 * number for each word.
 */
export function captionsToOverlays(
  document: LessonDocument,
  captionTrackId: CaptionTrackId,
  measure: TextMeasurer,
): readonly PaintedOverlay[] {
  const track = document.captionTracks[captionTrackId]
  if (!track) return []
  const style = resolveCaptionStyle(track.style, document.brandKit)
  const { canvas } = document.settings
  const gapPx = (stackGap * Math.min(canvas.width, canvas.height)) / 1080
  const shown: Shown[] = []
  /** Those that a later part may still meet. */
  let open: readonly Shown[] = []
  const parts = captionsInOrder(document, captionTrackId).flatMap((placed) =>
    partsOf(document, placed, style).map((part) => ({ ...part, fromTicks: placed.span.startTicks })),
  )
  for (const { id, text, span, spoken, fromTicks } of parts) {
    open = open.filter((other) => other.span.endTicks > fromTicks)
    const layOut = (liftPx: number): CaptionLayout | null => {
      const key = JSON.stringify([text, canvas, document.settings.safeBox, liftPx, spoken])
      const make = () => layoutCaption(text, style, document.settings, measure, liftPx, spoken)
      return layouts.recall(measure, style, key, make)
    }
    let layout = layOut(0)
    const neighbours = open
      .filter((other) => other.span.endTicks > span.startTicks && other.span.startTicks < span.endTicks)
      .toSorted((a, b) => b.layout.bottom - a.layout.bottom)
    let liftPx = 0
    for (const { layout: other } of neighbours) {
      if (!layout || layout.top >= other.bottom || layout.bottom <= other.top) continue
      liftPx += layout.bottom - other.top + gapPx
      layout = layOut(liftPx)
    }
    if (!layout) continue
    shown.push({ span, layout, id })
    open = [...open, { span, layout, id }]
  }
  return shown.map(({ span, layout: { box, items }, id }) => ({ id, ...span, box, items }))
}

function partsOf(document: LessonDocument, { caption, span }: PlacedCaption, style: CaptionStyle): readonly Part[] {
  const text = captionWords(caption)
  if (style.animation === 'plain') return [{ id: caption.id, text, span, spoken: [] }]
  const spoken = speakWords(text, timedWords(document, caption), span)
  if (style.animation === 'karaoke') return [{ id: caption.id, text, span, spoken }]
  return wordGroups(spoken, span).map((group, index) => ({ id: `${caption.id}-${index + 1}`, ...group, spoken: [] }))
}

/** The words of a caption on the timeline. */
function timedWords(document: LessonDocument, { anchor, words }: Caption): readonly SpokenWord[] {
  const at = (offset: number): Ticks =>
    anchor.kind === 'timeline'
      ? ticks(anchor.ticks + offset)
      : anchorToTimeline({ ...anchor, sourceTicks: ticks(anchor.sourceTicks + offset) }, document)
  return words.map(({ text, offsetTicks, durationTicks }) => {
    const ends = [at(offsetTicks), at(offsetTicks + durationTicks)]
    return { text, startTicks: ticks(Math.min(...ends)), endTicks: ticks(Math.max(...ends)) }
  })
}

/** What shows for less than a quarter of a second cannot be read. */
const leastTicks = 30_000

/** Words one after the other without a break, short ones together. */
function wordGroups(words: readonly SpokenWord[], span: Span): readonly Pick<Part, 'text' | 'span'>[] {
  const groups: { text: string; startTicks: Ticks }[] = []
  for (const { text, startTicks } of words) {
    const last = groups.at(-1)
    if (last && startTicks - last.startTicks < leastTicks) last.text += ` ${text}`
    else groups.push({ text, startTicks: ticks(Math.max(span.startTicks, last ? startTicks : span.startTicks)) })
  }
  return groups.flatMap(({ text, startTicks }, index) => {
    const endTicks = ticks(Math.min(span.endTicks, groups[index + 1]?.startTicks ?? span.endTicks))
    return endTicks > startTicks ? [{ text, span: { startTicks, endTicks } }] : []
  })
}
