import type { Span } from '#shared/project/timeline.ts'
import { frameToTicks, framesIn, snapToFrame, type FrameRate } from '#shared/time/frame-rate.ts'
import { secondsToTicks, ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { formatLength, formatPlayhead } from '#shared/time/timecode.ts'

/** Horizontal scale of the timeline: CSS pixels for a second. */
export type PixelsPerSecond = number

/** Three minutes, the longest lesson, fit into 360 px; a frame of 30 a second becomes 20 px wide. */
export const minScale: PixelsPerSecond = 2
export const maxScale: PixelsPerSecond = 600
export const defaultScale: PixelsPerSecond = 40
/** Free space behind the last clip, so that its end can be grabbed. */
export const tailPx = 96

export const clampScale = (scale: PixelsPerSecond): PixelsPerSecond => Math.max(minScale, Math.min(maxScale, scale))

/** What of the timeline is drawn: a little more than is on screen. */
export type Sight = { readonly scale: PixelsPerSecond; readonly from: Ticks; readonly to: Ticks }

/** Left edge in CSS pixels of an instant, not rounded. */
export function toPixels(instant: Ticks, scale: PixelsPerSecond): number {
  return (instant / ticksPerSecond) * scale
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

/**
 * The items whose spans touch a stretch of the timeline; what is out of sight is not drawn. `keptId` always is: it has the
 * focus, or is where a keyboard comes back to.
 */
export function itemsInView<T extends { readonly id: string; readonly span: Span }>(
  items: readonly T[],
  from: Ticks,
  to: Ticks,
  keptId: string | undefined,
): readonly T[] {
  return items.filter(({ id, span }) => id === keptId || (span.endTicks >= from && span.startTicks <= to))
}

/** The nearest snap target within `reachPx`, otherwise the nearest frame. */
export function snapInstant(
  instant: Ticks,
  targets: readonly Ticks[],
  scale: PixelsPerSecond,
  rate: FrameRate,
  reachPx = 8,
): { readonly ticks: Ticks; readonly snapped: boolean } {
  let best: Ticks | null = null
  for (const target of targets) {
    if (best === null || Math.abs(target - instant) < Math.abs(best - instant)) best = target
  }
  if (best !== null && (Math.abs(best - instant) / ticksPerSecond) * scale <= reachPx) return { ticks: best, snapped: true }
  return { ticks: snapToFrame(instant, rate), snapped: false }
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
