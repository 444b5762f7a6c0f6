import {
  breakParagraph,
  setLine,
  shapeParagraph,
  widestWord,
  type LineRange,
  type ShapedParagraph,
  type TextLine,
} from './layout-text.ts'
import type { BundledFont } from './fonts.ts'
import type { LineLimits } from './break-lines.ts'
import type { TextMeasurer } from './measure.ts'

/** A text broken into lines at one size. */
export type BrokenText = {
  readonly paragraphs: readonly ShapedParagraph[]
  readonly ranges: readonly (readonly LineRange[])[]
  readonly lineCount: number
  readonly sizePx: number
  /** A word was too long for any line. */
  readonly wordSplit: boolean
}

export function shapeLines(
  lines: readonly string[],
  stack: readonly BundledFont[],
  measure: TextMeasurer,
  scaleAt?: (line: number, offset: number) => number,
): readonly ShapedParagraph[] {
  return lines.map((line, index) => shapeParagraph(line, stack, measure, scaleAt && ((offset) => scaleAt(index, offset))))
}

/** Breaks paragraphs within limits at the whole pixel size next to the wanted one. */
export function breakText(paragraphs: readonly ShapedParagraph[], wantedSizePx: number, limits: LineLimits): BrokenText {
  // Whole pixels: both rasters then place letters alike (a similarity of 0.99 instead of 0.97).
  const sizePx = Math.max(1, Math.round(wantedSizePx))
  const ranges = paragraphs.map((paragraph) => breakParagraph(paragraph, sizePx, limits))
  const wordSplit = paragraphs.some((paragraph) => widestWord(paragraph, sizePx) > limits.width)
  return { paragraphs, ranges, lineCount: ranges.flat().length, sizePx, wordSplit }
}

/** Which word of a paragraph stands at an offset of its text; a line is cut into runs where it changes. */
export type WordFinder = (paragraphIndex: number, offset: number) => number | null

/** The lines of a broken text that show anything, in order. */
export function setLines({ paragraphs, ranges, sizePx }: BrokenText, measure: TextMeasurer, wordOf?: WordFinder): TextLine[] {
  return paragraphs
    .flatMap((paragraph, index) => {
      const find = wordOf && ((offset: number) => wordOf(index, offset))
      return (ranges[index] ?? []).map((range) => setLine(paragraph, range, sizePx, measure, find))
    })
    .filter(({ runs }) => runs.length > 0)
}

/** Arabic marks reach higher and deeper than Latin letters; closer lines would touch. */
const arabicLineHeight = 1.36

/** Distance of two baselines as a share of the text size. */
export function lineHeightOf(paragraphs: readonly ShapedParagraph[], wanted: number): number {
  return paragraphs.some(isArabic) ? Math.max(wanted, arabicLineHeight) : wanted
}

export function isArabic({ clusters }: ShapedParagraph): boolean {
  return clusters.some(({ glyphs }) => glyphs.kind === 'font' && glyphs.fontId.startsWith('noto-sans-arabic'))
}
