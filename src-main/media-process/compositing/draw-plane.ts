import type { Affine, Rectangle } from '#shared/render-plan/layer-raster.ts'
import type { Plane } from './planes.ts'

export type Drawing = {
  readonly source: Plane
  /** Of the same size as `source`. */
  readonly alpha: Plane | null
  readonly toSource: Affine
  /** The part of the source that shows, whose border is smoothed. */
  readonly window: Rectangle
  /** 0 to 1. */
  readonly opacity: number
}

/** Positions are kept in parts of 65536, so that a row of 4096 pixels is off by a sixteenth of one at most. */
const one = 65_536

/** Draws with bilinear sampling, exact to parts of a pixel, so that slow motion does not jitter. */
export function drawPlane(target: Plane, drawing: Drawing): void {
  const { source, alpha, toSource, window, opacity } = drawing
  const { xx, xy, x0, yx, yy, y0 } = toSource
  const [unitX, unitY] = [Math.hypot(xx, xy), Math.hypot(yx, yy)]
  if (opacity <= 0 || unitX === 0 || unitY === 0) return
  const isPlain = alpha === null && opacity >= 1
  const outer: Span = { from: 0, to: 0 }
  const inner: Span = { from: 0, to: 0 }
  for (let row = 0; row < target.height; row += 1) {
    // The source point of the middle of the row's pixel 0.
    const startX = xx * 0.5 + xy * (row + 0.5) + x0
    const startY = yx * 0.5 + yy * (row + 0.5) + y0
    reset(outer, target.width)
    narrow(outer, xx, startX - window.left + unitX / 2)
    narrow(outer, -xx, window.right - startX + unitX / 2)
    narrow(outer, yx, startY - window.top + unitY / 2)
    narrow(outer, -yx, window.bottom - startY + unitY / 2)
    if (outer.from >= outer.to) continue
    // Wholly inside the window and with four neighbours to sample.
    copySpan(outer, inner)
    narrow(inner, xx, startX - Math.max(window.left + unitX / 2, 0.5))
    narrow(inner, -xx, Math.min(window.right - unitX / 2, source.width - 0.5 - 1e-3) - startX)
    narrow(inner, yx, startY - Math.max(window.top + unitY / 2, 0.5))
    narrow(inner, -yx, Math.min(window.bottom - unitY / 2, source.height - 0.5 - 1e-3) - startY)
    if (inner.from >= inner.to) inner.from = inner.to = outer.to
    drawBorder(target, row, outer.from, inner.from, drawing)
    if (inner.from < inner.to) {
      if (isPlain && yx === 0) copyLevelRow(target, row, inner, source, startX, startY, xx)
      else if (isPlain) copyRow(target, row, inner, drawing, startX, startY)
      else if (alpha === null) mixRow(target, row, inner, drawing, startX, startY)
      else blendRow(target, row, inner, drawing, alpha, startX, startY)
    }
    drawBorder(target, row, inner.to, outer.to, drawing)
  }
}

/** Pixels of a row, half-open. */
type Span = { from: number; to: number }

function reset(span: Span, width: number): void {
  span.from = 0
  span.to = width
}

function copySpan(from: Span, to: Span): void {
  to.from = from.from
  to.to = from.to
}

/** Leaves the pixels where `slope * pixel + offset` is not negative. */
function narrow(span: Span, slope: number, offset: number): void {
  if (slope > 0) span.from = Math.max(span.from, Math.ceil(-offset / slope))
  else if (slope < 0) span.to = Math.min(span.to, Math.floor(offset / -slope) + 1)
  else if (offset < 0) span.to = span.from
}

/** A row that is level in the source, too: whole pixels are copied, others mixed from two source rows. */
function copyLevelRow(target: Plane, row: number, span: Span, source: Plane, startX: number, startY: number, xx: number): void {
  const { data: out } = target
  const { data, stride } = source
  const step = Math.round(xx * one) | 0
  let position = Math.round((startX - 0.5 + xx * span.from) * one) | 0
  const line = Math.round((startY - 0.5) * one) | 0
  const down = (line >> 8) & 255
  const above = (line >> 16) * stride
  const below = down === 0 ? above : above + stride
  const end = row * target.stride + span.to
  let at = row * target.stride + span.from
  if (step === one && down === 0 && ((position >> 8) & 255) === 0) {
    const first = above + (position >> 16)
    out.set(data.subarray(first, first + span.to - span.from), at)
    return
  }
  for (; at < end; at += 1) {
    const column = position >> 16
    const across = (position >> 8) & 255
    const a = data[above + column] ?? 0
    const b = data[below + column] ?? 0
    const upper = (a << 8) + ((data[above + column + 1] ?? 0) - a) * across
    const lower = (b << 8) + ((data[below + column + 1] ?? 0) - b) * across
    out[at] = ((upper << 8) + (lower - upper) * down + 32_768) >> 16
    position = (position + step) | 0
  }
}

/** An opaque row. */
function copyRow(target: Plane, row: number, span: Span, drawing: Drawing, startX: number, startY: number): void {
  const { data: out } = target
  const { data, stride } = drawing.source
  const { xx, yx } = drawing.toSource
  const stepX = Math.round(xx * one) | 0
  const stepY = Math.round(yx * one) | 0
  let x = Math.round((startX - 0.5 + xx * span.from) * one) | 0
  let y = Math.round((startY - 0.5 + yx * span.from) * one) | 0
  const end = row * target.stride + span.to
  for (let at = row * target.stride + span.from; at < end; at += 1) {
    const index = (y >> 16) * stride + (x >> 16)
    const across = (x >> 8) & 255
    const down = (y >> 8) & 255
    const a = data[index] ?? 0
    const b = data[index + stride] ?? 0
    const upper = (a << 8) + ((data[index + 1] ?? 0) - a) * across
    const lower = (b << 8) + ((data[index + stride + 1] ?? 0) - b) * across
    out[at] = ((upper << 8) + (lower - upper) * down + 32_768) >> 16
    x = (x + stepX) | 0
    y = (y + stepY) | 0
  }
}

/** A row of which the target shows through. */
function mixRow(target: Plane, row: number, span: Span, drawing: Drawing, startX: number, startY: number): void {
  const { data: out } = target
  const { data, stride } = drawing.source
  const { xx, yx } = drawing.toSource
  const stepX = Math.round(xx * one) | 0
  const stepY = Math.round(yx * one) | 0
  const weight = Math.round(drawing.opacity * 256)
  let x = Math.round((startX - 0.5 + xx * span.from) * one) | 0
  let y = Math.round((startY - 0.5 + yx * span.from) * one) | 0
  const end = row * target.stride + span.to
  for (let at = row * target.stride + span.from; at < end; at += 1) {
    const index = (y >> 16) * stride + (x >> 16)
    const across = (x >> 8) & 255
    const down = (y >> 8) & 255
    const a = data[index] ?? 0
    const b = data[index + stride] ?? 0
    const upper = (a << 8) + ((data[index + 1] ?? 0) - a) * across
    const lower = (b << 8) + ((data[index + stride + 1] ?? 0) - b) * across
    const value = ((upper << 8) + (lower - upper) * down + 32_768) >> 16
    const under = out[at] ?? 0
    out[at] = under + (((value - under) * weight + 128) >> 8)
    x = (x + stepX) | 0
    y = (y + stepY) | 0
  }
}

function blendRow(target: Plane, row: number, span: Span, drawing: Drawing, alpha: Plane, startX: number, startY: number): void {
  const { data: out } = target
  const { data, stride } = drawing.source
  const { data: cover, stride: coverStride } = alpha
  const { xx, yx } = drawing.toSource
  const stepX = Math.round(xx * one) | 0
  const stepY = Math.round(yx * one) | 0
  let x = Math.round((startX - 0.5 + xx * span.from) * one) | 0
  let y = Math.round((startY - 0.5 + yx * span.from) * one) | 0
  const end = row * target.stride + span.to
  const isSolid = drawing.opacity >= 1
  // Four weights of 8 + 8 bits, an alpha of 8 bits.
  const full = drawing.opacity / (65_536 * 255)
  for (let at = row * target.stride + span.from; at < end; at += 1) {
    const column = x >> 16
    const line = y >> 16
    const across = (x >> 8) & 255
    const down = (y >> 8) & 255
    const index = line * stride + column
    const under = line * coverStride + column
    x = (x + stepX) | 0
    y = (y + stepY) | 0
    const coverA = cover[under] ?? 0
    const coverB = cover[under + 1] ?? 0
    const coverC = cover[under + coverStride] ?? 0
    const coverD = cover[under + coverStride + 1] ?? 0
    if ((coverA | coverB | coverC | coverD) === 0) continue
    if (isSolid && (coverA & coverB & coverC & coverD) === 255) {
      const near = data[index] ?? 0
      const below = data[index + stride] ?? 0
      const upper = (near << 8) + ((data[index + 1] ?? 0) - near) * across
      const lower = (below << 8) + ((data[index + stride + 1] ?? 0) - below) * across
      out[at] = ((upper << 8) + (lower - upper) * down + 32_768) >> 16
      continue
    }
    // What is see-through lends no colour to its neighbours.
    const a = coverA * (256 - across) * (256 - down)
    const b = coverB * across * (256 - down)
    const c = coverC * (256 - across) * down
    const d = coverD * across * down
    const sum = a + b + c + d
    if (sum === 0) continue
    const colour =
      (a * (data[index] ?? 0) +
        b * (data[index + 1] ?? 0) +
        c * (data[index + stride] ?? 0) +
        d * (data[index + stride + 1] ?? 0)) /
      sum
    const before = out[at] ?? 0
    out[at] = before + (colour - before) * sum * full + 0.5
  }
}

/** Pixels that the window covers in part, or whose neighbours lie outside the source. */
function drawBorder(target: Plane, row: number, from: number, to: number, drawing: Drawing): void {
  const { source, alpha, toSource, window, opacity } = drawing
  const { xx, xy, x0, yx, yy, y0 } = toSource
  const [unitX, unitY] = [Math.hypot(xx, xy), Math.hypot(yx, yy)]
  for (let column = from; column < to; column += 1) {
    const x = xx * (column + 0.5) + xy * (row + 0.5) + x0
    const y = yx * (column + 0.5) + yy * (row + 0.5) + y0
    const across = covered((x - window.left) / unitX, (window.right - x) / unitX)
    const down = covered((y - window.top) / unitY, (window.bottom - y) / unitY)
    const share = across * down * opacity * (alpha ? sample(alpha, x, y) / 255 : 1)
    const at = row * target.stride + column
    const under = target.data[at] ?? 0
    target.data[at] = under + (sample(source, x, y) - under) * share + 0.5
  }
}

/** How much of a pixel lies inside, from the distances of its middle to both borders in pixels. */
function covered(before: number, after: number): number {
  return Math.max(0, Math.min(1, before + 0.5, after + 0.5, before + after))
}

function sample({ data, stride, width, height }: Plane, x: number, y: number): number {
  const left = Math.max(0, Math.min(width - 1, x - 0.5))
  const top = Math.max(0, Math.min(height - 1, y - 0.5))
  const [column, line] = [Math.floor(left), Math.floor(top)]
  const right = Math.min(width - 1, column + 1)
  const below = Math.min(height - 1, line + 1)
  const at = (row: number, place: number): number => data[row * stride + place] ?? 0
  const upper = at(line, column) + (at(line, right) - at(line, column)) * (left - column)
  const lower = at(below, column) + (at(below, right) - at(below, column)) * (left - column)
  return upper + (lower - upper) * (top - line)
}

/** Half the size, each sample the mean of four. */
export function halvePlane({ data, stride, width, height }: Plane): Plane {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)]
  const halved = new Uint8Array(columns * rows)
  const [nextColumn, nextRow] = [width > 1 ? 1 : 0, height > 1 ? stride : 0]
  for (let row = 0; row < rows; row += 1) {
    let at = row * 2 * stride
    const end = (row + 1) * columns
    for (let out = row * columns; out < end; out += 1) {
      const sum =
        (data[at] ?? 0) + (data[at + nextColumn] ?? 0) + (data[at + nextRow] ?? 0) + (data[at + nextRow + nextColumn] ?? 0)
      halved[out] = (sum + 2) >> 2
      at += 2
    }
  }
  return { data: halved, stride: columns, width: columns, height: rows }
}
