import { isNarrow, leftPx, rangeInView, toPixels, type Sight } from './geometry.ts'
import type { EditorView } from '../lesson-editor.ts'
import type { TimelineItem } from './timeline-items.ts'

/** Red, green, blue, alpha; 0 to 255, not multiplied. */
export type Colour = readonly [number, number, number, number]

type Crowd = Sight & {
  readonly items: readonly TimelineItem[]
  readonly picked: ReadonlySet<string>
  readonly shift: EditorView['shift']
  /** Device pixels a CSS pixel. */
  readonly ratio: number
  readonly colour: Colour
  readonly pickedColour: Colour
}

/** Free between two items; CSS pixels. */
const gapPx = 0.75

/**
 * Paints the items that are too narrow to be built into one row of pixels (red, green, blue, alpha), the first at the beginning of what
 * is in sight. A thousand bars drawn one by one took longer than all else of an edit's picture.
 */
export function paintCrowdRow(row: Uint8ClampedArray, crowd: Crowd): void {
  const { items, picked, shift, ratio, scale, from, to } = crowd
  row.fill(0)
  const [first, end] = rangeInView(items, from, to)
  const originPx = toPixels(from, scale)
  for (let place = first; place < end; place += 1) {
    const item = items[place]
    if (!item || !isNarrow(item, scale)) continue
    const left = (leftPx(item.span.startTicks, scale, shift) - originPx) * ratio
    const width = toPixels(item.span.endTicks, scale) - toPixels(item.span.startTicks, scale)
    const right = left + Math.max(1, (width - gapPx) * ratio)
    paintBar(row, left, right, picked.has(item.id) ? crowd.pickedColour : crowd.colour)
  }
}

/** A bar may begin and end within a pixel, which it covers in part. */
function paintBar(row: Uint8ClampedArray, left: number, right: number, colour: Colour): void {
  const last = Math.min(row.length / 4, Math.ceil(right))
  for (let pixel = Math.max(0, Math.floor(left)); pixel < last; pixel += 1) {
    const covered = Math.min(right, pixel + 1) - Math.max(left, pixel)
    blend(row, pixel * 4, colour, (covered * colour[3]) / 255)
  }
}

/** The colour over what is there, as far as it covers it (0 to 1). */
function blend(row: Uint8ClampedArray, at: number, colour: Colour, cover: number): void {
  const under = ((row[at + 3] ?? 0) / 255) * (1 - cover)
  const alpha = cover + under
  if (alpha <= 0) return
  for (let channel = 0; channel < 3; channel += 1)
    row[at + channel] = ((colour[channel] ?? 0) * cover + (row[at + channel] ?? 0) * under) / alpha
  row[at + 3] = alpha * 255
}
