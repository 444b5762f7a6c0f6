import { resolveCaptionStyle } from '../project/brand.ts'
import type { CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { CaptionPlacement, CaptionStyle } from '../project/schema/text.ts'
import { captionsInOrder, captionWords, type PlacedCaption } from '../project/selectors.ts'
import type { Span } from '../project/timeline.ts'
import { drawnMarks, inkLength, marksBehind, type InkMark } from './caption-marks.ts'
import { isPlacedAbove, layoutCaption, type CaptionLayout } from './layout-caption.ts'
import { LayoutMemory } from './layout-memory.ts'
import type { TextMeasurer } from './measure.ts'
import type { OverlayMotion, PaintedOverlay } from './model.ts'
import { arrive } from './overlay-motion.ts'
import { unitOf } from './place-box.ts'
import { prepareLines } from './prepare-text.ts'
import { groupWords, speakWords, timedWords, type SpokenWord } from './spoken-words.ts'
import { findEvery } from './word-places.ts'

/** Air between two captions that show at the same time, in canvas units. */
const stackGap = 12

const layouts = new LayoutMemory<CaptionLayout | null>()

/** A text that is laid out as a whole, and its time. */
type Part = {
  readonly id: string
  readonly text: string
  readonly span: Span
  readonly spoken: readonly SpokenWord[]
  readonly emphasis: readonly string[]
  readonly marks: readonly InkMark[]
  readonly placement: CaptionPlacement | undefined
}

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
  const gapPx = stackGap * unitOf(canvas)
  const shown: Shown[] = []
  /** Those that a later part may still meet. */
  let open: readonly Shown[] = []
  const parts = captionsInOrder(document, captionTrackId).flatMap((placed) =>
    partsOf(document, placed, style).map((part) => ({ ...part, fromTicks: placed.span.startTicks })),
  )
  for (const { id, text, span, spoken, emphasis, marks, placement, fromTicks } of parts) {
    open = open.filter((other) => other.span.endTicks > fromTicks)
    const layOut = (liftPx: number): CaptionLayout | null => {
      const key = JSON.stringify([text, canvas, document.settings.safeBox, liftPx, spoken, emphasis, marks, placement])
      const marked = { spoken, emphasis, marks, placement }
      const make = () => layoutCaption(text, style, document.settings, measure, liftPx, marked)
      return layouts.recall(measure, style, key, make)
    }
    const line = placement?.line ?? null
    const downwards = line === null ? style.place === 'top' : isPlacedAbove(line)
    let layout = layOut(0)
    const neighbours = open
      .filter((other) => other.span.endTicks > span.startTicks && other.span.startTicks < span.endTicks)
      .toSorted((a, b) => (downwards ? a.layout.top - b.layout.top : b.layout.bottom - a.layout.bottom))
    let liftPx = 0
    for (const { layout: other } of neighbours) {
      if (!layout || layout.top >= other.bottom || layout.bottom <= other.top) continue
      if (layout.box.x >= other.box.x + other.box.width || other.box.x >= layout.box.x + layout.box.width) continue
      liftPx += (downwards ? other.bottom - layout.top : layout.bottom - other.top) + gapPx
      layout = layOut(liftPx)
    }
    if (!layout) continue
    shown.push({ span, layout, id })
    open = [...open, { span, layout, id }]
  }
  return shown.map(({ span, layout: { box, items }, id }) => {
    const motion = entranceOf(style, span, box, unitOf(canvas))
    return { id, ...span, box, items, ...(motion && { motion }) }
  })
}

/** Quick, so that no time to read is lost. */
const entranceTicks = 24_000
/** How far a sliding caption comes from, in canvas units. */
const slideUnits = 60

function entranceOf(
  { entrance, place }: CaptionStyle,
  { startTicks, endTicks }: Span,
  box: PaintedOverlay['box'],
  unit: number,
): OverlayMotion | undefined {
  const length = Math.min(entranceTicks, Math.floor((endTicks - startTicks) / 3))
  const away = { x: 0, y: (place === 'top' ? -1 : 1) * slideUnits * unit }
  const track = length > 0 ? arrive(entrance, startTicks, startTicks + length, away) : null
  if (!track) return undefined
  return { pivot: { x: box.x + box.width / 2, y: box.y + box.height / 2 }, tracks: [track] }
}

function partsOf(document: LessonDocument, { caption, span }: PlacedCaption, style: CaptionStyle): readonly Part[] {
  const text = captionWords(caption)
  const { emphasis = [], placement } = caption
  const marks = drawnMarks(caption, style)
  if (style.animation === 'plain') return [{ id: caption.id, text, span, spoken: [], emphasis, marks, placement }]
  const spoken = speakWords(text, timedWords(document, caption), span)
  if (style.animation === 'karaoke') return [{ id: caption.id, text, span, spoken, emphasis, marks, placement }]
  const whole = prepareLines(text).join(' ')
  const strong = findEvery([whole], emphasis)
  let from = 0
  return groupWords(text, spoken, span).map((group, index) => {
    const start = whole.indexOf(group.text, from)
    from = start + group.text.length
    // Of an emphasised phrase, what shows with this word.
    const inside = strong.flatMap((place) => whole.slice(Math.max(start, place.start), Math.min(from, place.end)) || [])
    return {
      id: `${caption.id}-${index + 1}`,
      ...group,
      spoken: [],
      emphasis: inside,
      marks: marks.length === 0 ? marks : marksBehind(marks, inkLength(whole.slice(0, start))),
      placement,
    }
  })
}
