/** The pictures that hold the place of clips and pictures until a teacher fills them in. */

import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { fileURLToPath } from 'node:url'
import type { Palette, SlotPlan } from './design.ts'

GlobalFonts.registerFromPath(
  fileURLToPath(new URL('../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', import.meta.url)),
  'Template Inter',
)

export function setType(
  brush: SKRSContext2D,
  size: number,
  weight: number,
  colour: string,
  align: 'left' | 'center' = 'center',
): void {
  brush.font = `${size}px "Template Inter"`
  brush.fontVariationSettings = `'wght' ${weight}`
  brush.letterSpacing = `${-0.015 * size}px`
  brush.fillStyle = colour
  brush.textAlign = align
  brush.textBaseline = 'alphabetic'
}

/** Lines of at most `width` pixels. */
export function wrap(brush: SKRSContext2D, words: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && brush.measureText(`${last} ${word}`).width <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** One colour; small, since it has nothing to show. */
export function drawColour(colour: string): Buffer {
  const canvas = createCanvas(108, 192)
  const brush = canvas.getContext('2d')
  brush.fillStyle = colour
  brush.fillRect(0, 0, 108, 192)
  return canvas.toBuffer('image/png')
}

/** What a slot looks like before it is filled: which clip belongs here, in the colours of the template. */
export function drawSlotCard(
  { name, hint, kind }: Pick<SlotPlan, 'name' | 'hint' | 'kind'>,
  palette: Palette,
  height = 1920,
  width = 1080,
): Buffer {
  const canvas = createCanvas(width, height)
  const brush = canvas.getContext('2d')
  brush.fillStyle = palette.background
  brush.fillRect(0, 0, width, height)
  // A quiet pattern of the template's own colour, so that the card never looks like a mistake.
  brush.save()
  brush.globalAlpha = 0.1
  brush.fillStyle = palette.accent
  for (let row = 0; row < height / 90 + 1; row += 1)
    for (let column = 0; column < width / 90 + 1; column += 1) {
      brush.beginPath()
      brush.arc(column * 90 + (row % 2) * 45, row * 90, 7, 0, 2 * Math.PI)
      brush.fill()
    }
  brush.restore()
  const middle = height * (height > 1400 ? 0.42 : 0.5)
  brush.save()
  brush.translate(width / 2, middle - 120)
  brush.fillStyle = palette.accent
  brush.beginPath()
  brush.arc(0, 0, 104, 0, 2 * Math.PI)
  brush.fill()
  brush.fillStyle = palette.background
  if (kind === 'image') {
    brush.beginPath()
    brush.roundRect(-56, -46, 112, 92, 14)
    brush.moveTo(-38, 28)
    brush.fill()
    brush.fillStyle = palette.accent
    brush.beginPath()
    brush.moveTo(-42, 32)
    brush.lineTo(-12, -8)
    brush.lineTo(10, 16)
    brush.lineTo(24, 2)
    brush.lineTo(44, 32)
    brush.fill()
  } else {
    brush.beginPath()
    brush.roundRect(-58, -38, 80, 76, 16)
    brush.fill()
    brush.beginPath()
    brush.moveTo(30, -8)
    brush.lineTo(58, -30)
    brush.lineTo(58, 30)
    brush.lineTo(30, 8)
    brush.fill()
  }
  brush.restore()
  setType(brush, 72, 800, palette.text)
  const titles = wrap(brush, name, width - 200)
  titles.forEach((line, index) => brush.fillText(line, width / 2, middle + 90 + index * 82))
  setType(brush, 42, 500, palette.text)
  brush.globalAlpha = 0.85
  wrap(brush, hint, width - 260)
    .slice(0, 3)
    .forEach((line, index) => brush.fillText(line, width / 2, middle + 90 + titles.length * 82 + index * 56))
  return canvas.toBuffer('image/png')
}
