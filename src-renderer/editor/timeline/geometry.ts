import type { Span } from '#shared/project/timeline.ts'
import { frameToTicks, framesIn, type FrameRate } from '#shared/time/frame-rate.ts'
import { secondsToTicks, subtractTicks, ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { formatLength, formatPlayhead } from '#shared/time/timecode.ts'

/** Horizontal scale of the timeline: CSS pixels for a second. */
export type PixelsPerSecond = number

/** Three minutes, the longest lesson, fit into 360 px; a frame of 30 a second becomes 20 px wide. */
export const minScale: PixelsPerSecond = 2
export const maxScale: PixelsPerSecond = 600
export const defaultScale: PixelsPerSecond = 40
/** Of the column with the names of the tracks (timeline.module.css). */
export const headerPx = 212
/** Free space behind the last clip, so that its end can be grabbed. */
export const tailPx = 96

export const clampScale = (scale: PixelsPerSecond): PixelsPerSecond => Math.max(minScale, Math.min(maxScale, scale))

/** What of the timeline is drawn: a little more than is on screen. */
export type Sight = { readonly scale: PixelsPerSecond; readonly from: Ticks; readonly to: Ticks }

/** Left edge in CSS pixels of an instant, not rounded. */
export function toPixels(instant: Ticks, scale: PixelsPerSecond): number {
  return (instant / ticksPerSecond) * scale
}

/** Sight grows and moves in steps of this many pixels, so that scrolling seldom builds anything anew. */
const sightStepPx = 320

/** What to draw around a stretch of the screen. */
export function sightOf({ scale, scrollPx }: Viewport, widthPx: number): Sight {
  const fromStep = Math.floor(scrollPx / sightStepPx) - 1
  const toStep = Math.ceil((scrollPx + widthPx) / sightStepPx) + 1
  return { scale, from: toTicks(fromStep * sightStepPx, scale), to: toTicks(toStep * sightStepPx, scale) }
}

/** The instant under a horizontal position, never before zero. */
export function toTicks(px: number, scale: PixelsPerSecond): Ticks {
  return secondsToTicks(Math.max(0, px) / scale)
}

/** The scale at which the whole lesson is seen. */
export function fitScale(durationTicks: Ticks, widthPx: number): PixelsPerSecond {
  if (durationTicks <= 0 || widthPx <= tailPx) return defaultScale
  return clampScale((widthPx - tailPx) / (durationTicks / ticksPerSecond))
}

export type Viewport = { readonly scale: PixelsPerSecond; readonly scrollPx: number }

/** Changes the scale so that the instant at `pointerPx` (from the left edge of the viewport) stays under the pointer. */
export function zoomAround(view: Viewport, scale: PixelsPerSecond, pointerPx: number): Viewport {
  const next = clampScale(scale)
  const seconds = (view.scrollPx + pointerPx) / view.scale
  return { scale: next, scrollPx: Math.max(0, seconds * next - pointerPx) }
}

/** The scroll position that brings an instant into view, or null where it already is. */
export function scrollToShow(instant: Ticks, view: Viewport, widthPx: number): number | null {
  const px = toPixels(instant, view.scale)
  const margin = Math.min(48, widthPx / 4)
  if (px < view.scrollPx) return Math.max(0, px - margin)
  if (px > view.scrollPx + widthPx - margin) return px - widthPx + widthPx / 2
  return null
}

export type RulerMark = { readonly ticks: Ticks; readonly label: string | null }

const labelSpacingPx = 72
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300] as const

/** Marks of the ruler between two instants: labels far enough apart to read, smaller marks between them. */
export function rulerMarks(from: Ticks, to: Ticks, scale: PixelsPerSecond, rate: FrameRate): readonly RulerMark[] {
  const perSecond = Math.round(rate.num / rate.den)
  const frameStep = [1, 2, 5, Math.max(1, Math.round(perSecond / 3))].find(
    (frames) => (frames / perSecond) * scale >= labelSpacingPx,
  )
  if (frameStep !== undefined) return frameMarks(from, to, frameStep, rate)
  const step = steps.find((seconds) => seconds * scale >= labelSpacingPx) ?? 600
  const parts = [5, 2].find((count) => step % count === 0 || step === 1) ?? 1
  const smallTicks = (step * ticksPerSecond) / parts
  const marks: RulerMark[] = []
  for (let index = Math.floor(from / smallTicks); index * smallTicks <= to; index += 1) {
    const at = ticks(Math.round(index * smallTicks))
    marks.push({ ticks: at, label: index % parts === 0 ? formatLength(at) : null })
  }
  return marks
}

function frameMarks(from: Ticks, to: Ticks, frameStep: number, rate: FrameRate): readonly RulerMark[] {
  const marks: RulerMark[] = []
  for (let frame = Math.floor(framesIn(from, rate) / frameStep) * frameStep; ; frame += frameStep) {
    const at = frameToTicks(frame, rate)
    if (at > to) return marks
    marks.push({ ticks: at, label: formatPlayhead(at, rate) })
  }
}

/** The places, in a list by start, of the first and behind the last item that touches a stretch of the timeline. */
export function rangeInView(items: readonly { readonly span: Span }[], from: Ticks, to: Ticks): readonly [number, number] {
  // Items of one lane hardly overlap: whatever begins much earlier has ended, but for a few that are looked at one by one.
  const first = items.findIndex(({ span }) => span.endTicks >= from)
  if (first < 0) return [items.length, items.length]
  let end = first
  while (end < items.length && (items[end]?.span.startTicks ?? to) <= to) end += 1
  return [first, end]
}

/** Items that are narrower are painted, not built: nobody could hit or read them. CSS pixels. */
const narrowestPx = 6

/** Whether an item is painted together with its neighbours. What stands at an instant is a flag as wide as its words. */
export function isNarrow({ span }: { readonly span: Span }, scale: PixelsPerSecond): boolean {
  return span.endTicks > span.startTicks && toPixels(subtractTicks(span.endTicks, span.startTicks), scale) < narrowestPx
}

/** While the start of a clip is trimmed, what begins at or behind `fromTicks` is drawn this much later. */
type Shift = { readonly fromTicks: Ticks; readonly byTicks: Ticks }

/** Where an instant is drawn, in CSS pixels, also while the start of a clip before it is trimmed. */
export function leftPx(startTicks: Ticks, scale: PixelsPerSecond, shift: Shift | null): number {
  const byTicks = shift && startTicks >= shift.fromTicks ? shift.byTicks : 0
  return toPixels(ticks(startTicks + byTicks), scale)
}

/**
 * Where a dragged clip would go among the others: its index in the order without it, judged by the dragged clip's middle.
 * `spans` are those of the clips in playing order, the dragged one included.
 */
export function dropIndex(spans: readonly Span[], draggedIndex: number, movedTicks: Ticks): number {
  const dragged = spans[draggedIndex]
  if (!dragged) return draggedIndex
  const middle = (dragged.startTicks + dragged.endTicks) / 2 + movedTicks
  let index = 0
  for (const [position, span] of spans.entries()) {
    if (position === draggedIndex) continue
    if (middle > (span.startTicks + span.endTicks) / 2) index += 1
  }
  return index
}
