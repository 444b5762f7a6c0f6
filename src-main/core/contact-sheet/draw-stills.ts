import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas'
import type { Still } from '../media/messages.ts'

export const sheetColour = '#14181d'

/** Upright pictures (`rgba`) side by side, so many in a row, with gaps between and around them. */
export function drawStills(
  stills: readonly Still[],
  { columns, gapPx }: { readonly columns: number; readonly gapPx: number },
): Canvas {
  const width = Math.max(...stills.map((still) => still.width))
  const height = Math.max(...stills.map((still) => still.height))
  const rows = Math.ceil(stills.length / columns)
  const sheet = createCanvas(columns * (width + gapPx) + gapPx, rows * (height + gapPx) + gapPx)
  const context = sheet.getContext('2d')
  context.fillStyle = sheetColour
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const [index, still] of stills.entries()) {
    const x = gapPx + (index % columns) * (width + gapPx)
    const y = gapPx + Math.floor(index / columns) * (height + gapPx)
    context.putImageData(new ImageData(new Uint8ClampedArray(still.data), still.width, still.height), x, y)
  }
  return sheet
}
