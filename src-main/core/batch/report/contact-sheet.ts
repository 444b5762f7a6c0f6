import { createCanvas, loadImage, type Image } from '@napi-rs/canvas'
import { sheetColour } from '../../contact-sheet/draw-stills.ts'
import { drawText, setText } from '../../handout/draw-text.ts'

/** The file with the pictures of an item in a row, and what stands below them. */
export type SheetEntry = { readonly label: string; readonly pictureFile: string }

const gapPx = 16
const labelPx = 44
const columns = 4
/** Higher pictures are refused by some viewers. */
const mostRows = 40

/** How many entries go on one sheet. */
export const entriesPerSheet = columns * mostRows

/** One JPEG with the pictures of many items and their names, to be checked by eye; at most `entriesPerSheet` of them. */
export async function drawContactSheet(entries: readonly SheetEntry[]): Promise<Buffer> {
  const images = await Promise.all(entries.map(({ pictureFile }) => loadImage(pictureFile)))
  const width = Math.max(...images.map((image) => image.width))
  const height = Math.max(...images.map((image) => image.height))
  const across = Math.min(columns, images.length)
  const rows = Math.ceil(images.length / across)
  const sheet = createCanvas(across * (width + gapPx) + gapPx, rows * (height + labelPx + gapPx) + gapPx)
  const context = sheet.getContext('2d')
  context.fillStyle = sheetColour
  context.fillRect(0, 0, sheet.width, sheet.height)
  for (const [index, image] of images.entries()) {
    const x = gapPx + (index % across) * (width + gapPx)
    const y = gapPx + Math.floor(index / across) * (height + labelPx + gapPx)
    drawCentred(image, x, y)
    const { lines, ...label } = setText(entries[index]?.label ?? '', width, { sizePx: 16, weight: 400, colour: '#e8ebf0' })
    drawText(context, { ...label, lines: lines.slice(0, 2) }, { x, y: y + height + 2, mirrored: false })
  }
  return sheet.encode('jpeg', 85)

  function drawCentred(image: Image, x: number, y: number): void {
    context.drawImage(image, x + Math.floor((width - image.width) / 2), y + Math.floor((height - image.height) / 2))
  }
}
