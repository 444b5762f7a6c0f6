import type { SKRSContext2D } from '@napi-rs/canvas'
import { fontStack, setCanvasFont } from '#shared/overlay/fonts.ts'
import type { TextLine } from '#shared/overlay/layout-text.ts'
import { breakText, lineHeightOf, setLines, shapeLines } from '#shared/overlay/set-text.ts'
import { createOverlayArt } from '../overlay-raster/overlay-art.ts'
import { measureText } from '../overlay-raster/measure-text.ts'

const art = createOverlayArt()

export type TextLook = {
  readonly sizePx: number
  readonly weight: number
  readonly colour: string
  /** Distance of two baselines as a share of the size; 1.4 where absent. */
  readonly lineHeight?: number
}

/** A text broken to a width with the bundled fonts, ready to be drawn: the same on every machine. */
export type SetText = {
  readonly lines: readonly TextLine[]
  readonly look: TextLook
  readonly stepPx: number
  readonly width: number
  readonly height: number
}

export function setText(text: string, width: number, look: TextLook): SetText {
  const paragraphs = shapeLines(text.split(/\r?\n/), fontStack('Inter', look.weight), measureText)
  const lines = setLines(breakText(paragraphs, look.sizePx, { width, characters: Number.POSITIVE_INFINITY }), measureText)
  const stepPx = look.sizePx * lineHeightOf(paragraphs, look.lineHeight ?? 1.4)
  return { lines, look, stepPx, width, height: lines.length * stepPx }
}

/** Draws with the top left of its width at a place; where the page is mirrored, and in right-to-left scripts, lines end at the right edge. */
export function drawText(
  context: SKRSContext2D,
  { lines, look, stepPx, width }: SetText,
  { x, y, mirrored }: { readonly x: number; readonly y: number; readonly mirrored: boolean },
): void {
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
  for (const [index, line] of lines.entries()) {
    const left = mirrored || line.direction === 'rtl' ? x + width - line.width : x
    const baseline = y + index * stepPx + stepPx / 2 + look.sizePx * 0.35
    for (const run of line.runs) {
      if (run.kind === 'emoji') {
        const image = art.emoji(run.key, run.pictureSizePx)
        if (image)
          context.drawImage(image, left + run.x, baseline - run.pictureSizePx * 0.85, run.pictureSizePx, run.pictureSizePx)
        continue
      }
      setCanvasFont(context, run.fontId, look.sizePx)
      context.direction = run.direction
      context.fillStyle = look.colour
      context.fillText(run.text, left + run.x, baseline)
    }
  }
}
