import type { Settings } from '../project/schema/document.ts'
import type { CaptionStyle, TextStyle } from '../project/schema/text.ts'
import { fontStack } from './fonts.ts'
import {
  breakParagraph,
  setLine,
  shapeParagraph,
  widestWord,
  type LineRange,
  type ShapedParagraph,
  type TextLine,
} from './layout-text.ts'
import { panelAround, type PanelLine } from './line-panel.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintItem, PixelBox } from './model.ts'
import { joinLines, prepareLines } from './prepare-text.ts'

/** The picture captions are laid out for. */
export type CaptionFrame = Pick<Settings, 'canvas' | 'safeBox'>

export type CaptionLayout = {
  readonly box: PixelBox
  readonly items: readonly PaintItem[]
  /** Top and bottom edge of what is seen, in canvas pixels, for stacking. */
  readonly top: number
  readonly bottom: number
  readonly lineCount: number
  /** Text size in canvas units after shrinking. */
  readonly size: number
}

/** Safe margins in canvas units (DESIGN.md section 10). */
const safeMargins = {
  lms: { left: 64, right: 64, bottom: 240 },
  social: { left: 60, right: 170, bottom: 420 },
} as const

/** Bottom margins are those of a 9:16 canvas; a lower one keeps the same share of its height, or captions would stand mid-picture. */
const designedHeight = 1920

/** A text that needs more lines than the style allows shrinks to 54 of 76 units at most, then takes more lines. */
const leastReadableShare = 54 / 76
const shrinkStep = 0.94
/** Only a text that would leave the picture is set smaller than can be read. */
const leastSize = 8

/** Height of capitals and depth of descenders of the bundled fonts (fractions of the size; Inter's OS/2 table). */
const capHeight = 0.727
const descent = 0.2
/** Descenders pull the look of a line down, so that the space under the baseline is a little larger. */
const opticalDescent = 0.07

/**
 * Lays a caption out at the bottom of the safe box, `liftPx` higher where something stands below it. The hard line breaks
 * of the text are kept where they fit the style; otherwise it is reflowed, then shrunk, then given more lines, never cut.
 * Null where nothing is left to show.
 */
export function layoutCaption(
  text: string,
  style: CaptionStyle,
  frame: CaptionFrame,
  measure: TextMeasurer,
  liftPx = 0,
): CaptionLayout | null {
  const lines = prepareLines(text)
  if (lines.length === 0) return null
  const unit = Math.min(frame.canvas.width, frame.canvas.height) / 1080
  const margins = safeMargins[frame.safeBox]
  const area = { left: margins.left * unit, right: frame.canvas.width - margins.right * unit }
  const marginPx = Math.max(style.bottomMargin, margins.bottom) * unit * Math.min(1, frame.canvas.height / unit / designedHeight)
  const bottom = frame.canvas.height - marginPx - liftPx
  const fitted = fitText(lines, style, { width: area.right - area.left, height: bottom }, unit, measure)
  return fitted.lines.length === 0 ? null : place(fitted, style.text, frame, area, bottom, unit)
}

type FittedText = {
  readonly lines: readonly TextLine[]
  readonly sizePx: number
  readonly pitch: number
  readonly arabic: boolean
}

type Room = { readonly width: number; readonly height: number }

type BrokenText = {
  readonly paragraphs: readonly ShapedParagraph[]
  readonly ranges: readonly (readonly LineRange[])[]
  readonly lineCount: number
  readonly sizePx: number
  readonly wordSplit: boolean
}

function fitText(written: readonly string[], style: CaptionStyle, room: Room, unit: number, measure: TextMeasurer): FittedText {
  const stack = fontStack(style.text.fontFamily, style.text.fontWeight)
  const paddingPx = (style.text.boxColour === null ? style.text.outlineWidth : style.text.boxPadding) * unit
  const shape = (lines: readonly string[]): ShapedParagraph[] => lines.map((line) => shapeParagraph(line, stack, measure))
  const attempt = (paragraphs: readonly ShapedParagraph[], share: number): BrokenText => {
    // Whole pixels: both rasters then place letters alike (a similarity of 0.99 instead of 0.97).
    const sizePx = Math.max(1, Math.round(style.text.size * share * unit))
    const limits = { width: room.width - 2 * paddingPx, characters: style.maxCharactersPerLine / share }
    const ranges = paragraphs.map((paragraph) => breakParagraph(paragraph, sizePx, limits))
    const wordSplit = paragraphs.some((paragraph) => widestWord(paragraph, sizePx) > limits.width)
    return { paragraphs, ranges, lineCount: ranges.flat().length, sizePx, wordSplit }
  }
  const fits = ({ lineCount, wordSplit }: BrokenText): boolean => lineCount <= style.maxLines && !wordSplit
  let broken = attempt(shape(written), 1)
  const arabic = broken.paragraphs.some(isArabic)
  const pitchOf = (sizePx: number): number => sizePx * Math.max(style.text.lineHeight, arabic ? arabicLineHeight : 0)
  if (!fits(broken)) {
    const joined = shape(joinLines(written))
    broken = attempt(joined, 1)
    for (let share = shrinkStep; !fits(broken) && share >= leastReadableShare; share *= shrinkStep)
      broken = attempt(joined, share)
    const heightOf = ({ lineCount, sizePx }: BrokenText): number => lineCount * pitchOf(sizePx) + 2 * paddingPx + sizePx
    for (let share = leastReadableShare; heightOf(broken) > room.height && share * style.text.size > leastSize; share *= 0.85) {
      broken = attempt(joined, share)
    }
  }
  const { paragraphs, ranges, sizePx } = broken
  const lines = paragraphs
    .flatMap((paragraph, index) => (ranges[index] ?? []).map((range) => setLine(paragraph, range, sizePx, measure)))
    .filter(({ runs }) => runs.length > 0)
  return { lines, sizePx, pitch: pitchOf(sizePx), arabic }
}

/** Arabic marks reach higher and deeper than Latin letters; closer lines would touch. */
const arabicLineHeight = 1.36
/** How far those marks reach beyond capitals and the usual space under the baseline. */
const arabicReach = 0.1

function isArabic({ clusters }: ShapedParagraph): boolean {
  return clusters.some(({ glyphs }) => glyphs.kind === 'font' && glyphs.fontId.startsWith('noto-sans-arabic'))
}

function place(
  fitted: FittedText,
  style: TextStyle,
  frame: CaptionFrame,
  area: { readonly left: number; readonly right: number },
  bottom: number,
  unit: number,
): CaptionLayout {
  const { lines, sizePx, pitch, arabic } = fitted
  const padding = style.boxColour === null ? 0 : style.boxPadding * unit
  const outlinePx = style.outlineColour === null ? 0 : style.outlineWidth * unit
  const reachOfMarks = arabic ? arabicReach * sizePx : 0
  const above = padding + reachOfMarks
  const below = padding + opticalDescent * sizePx + reachOfMarks
  // Without a panel the letters' own descenders stand on the margin.
  const lastBaseline = bottom - (padding > 0 ? below : descent * sizePx + outlinePx)
  const inner = { left: area.left + padding, right: area.right - padding }
  const placed = lines.map((line, index) => {
    const left = startOfLine(line, style.align, inner)
    const baseline = lastBaseline - (lines.length - 1 - index) * pitch
    return { line, left, baseline, capTop: baseline - capHeight * sizePx }
  })
  const items: PaintItem[] = []
  if (style.boxColour !== null) {
    const panelLines = placed.map(({ line, left, baseline, capTop }): PanelLine => ({
      left: left - padding,
      right: left + line.width + padding,
      capTop,
      baseline,
    }))
    items.push(panelAround(panelLines, { above, below, radius: style.boxRadius * unit }, style.boxColour))
  }
  const outline =
    style.outlineColour === null || outlinePx === 0 ? null : ({ colour: style.outlineColour, widthPx: outlinePx } as const)
  for (const { line, left, baseline } of placed) {
    for (const run of line.runs) {
      if (run.kind === 'emoji') {
        const y = baseline - (capHeight * sizePx + run.sizePx) / 2
        items.push({ kind: 'emoji', key: run.key, x: left + run.x, y, sizePx: run.sizePx })
      } else {
        const { text, fontId, direction } = run
        items.push({
          kind: 'text',
          text,
          fontId,
          sizePx,
          x: Math.round(left + run.x),
          y: Math.round(baseline),
          direction,
          fill: style.colour,
          outline,
        })
      }
    }
  }
  const top = (placed[0]?.capTop ?? bottom) - above - outlinePx
  const widest = {
    left: Math.min(...placed.map(({ left }) => left)),
    right: Math.max(...placed.map(({ left, line }) => left + line.width)),
  }
  // Marks, swashes and deep descenders reach beyond the advance box.
  const reach = Math.max(padding, outlinePx) + 0.4 * sizePx
  const edges = {
    left: widest.left - reach,
    right: widest.right + reach,
    top: top + above - reach,
    bottom: lastBaseline + descent * sizePx + reach,
  }
  return { items, box: evenBox(edges, frame.canvas), top, bottom, lineCount: lines.length, size: sizePx / unit }
}

function startOfLine(line: TextLine, align: TextStyle['align'], area: { readonly left: number; readonly right: number }): number {
  if (align === 'center') return (area.left + area.right - line.width) / 2
  const atLeft = (align === 'start') === (line.direction === 'ltr')
  return atLeft ? area.left : area.right - line.width
}

type Edges = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The smallest even box around some edges, within the canvas. */
function evenBox(edges: Edges, canvas: CaptionFrame['canvas']): PixelBox {
  const x = evenBetween(Math.floor(edges.left / 2), 0, canvas.width - 2)
  const y = evenBetween(Math.floor(edges.top / 2), 0, canvas.height - 2)
  return {
    x,
    y,
    width: evenBetween(Math.ceil(edges.right / 2), x + 2, canvas.width) - x,
    height: evenBetween(Math.ceil(edges.bottom / 2), y + 2, canvas.height) - y,
  }
}

/** Twice a count of pixel pairs, within even limits. */
function evenBetween(pairs: number, low: number, high: number): number {
  return Math.max(low, Math.min(2 * Math.floor(high / 2), 2 * pairs))
}
