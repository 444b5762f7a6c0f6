import type { TextStyle } from '../project/schema/text.ts'
import { fontStack } from './fonts.ts'
import type { TextMeasurer } from './measure.ts'
import type { Rectangle } from './place-box.ts'
import { capHeight, placeLines, surroundOf, type PlacedText } from './place-lines.ts'
import { prepareLines } from './prepare-text.ts'
import { breakText, isArabic, lineHeightOf, setLines, shapeLines, type BrokenText } from './set-text.ts'

const shrinkStep = 0.94
/** A title that is too long for its box becomes at most this much smaller, and then grows out of the box. */
const leastShare = 0.4

/**
 * A text in a box of canvas pixels: its own line breaks are kept, longer lines wrap, and what is too high shrinks. `down` is
 * where in the box a lower text stands: 0 at the top, 1 at the bottom. Null where nothing shows.
 */
export function layoutTitle(
  text: string,
  style: TextStyle,
  area: Rectangle,
  down: number,
  unit: number,
  measure: TextMeasurer,
): PlacedText | null {
  const paragraphs = shapeLines(prepareLines(text), fontStack(style.fontFamily, style.fontWeight), measure)
  const arabic = paragraphs.some(isArabic)
  const lineHeight = lineHeightOf(paragraphs, style.lineHeight)
  const heightOf = ({ lineCount, sizePx }: BrokenText): number => {
    const { above, below, outlinePx } = surroundOf(style, sizePx, unit, arabic)
    return (lineCount - 1) * lineHeight * sizePx + capHeight * sizePx + above + below + 2 * outlinePx
  }
  const attempt = (share: number): BrokenText => {
    const { padding, outlinePx } = surroundOf(style, style.size * unit, unit, arabic)
    const width = Math.max(1, area.width - 2 * Math.max(padding, outlinePx))
    return breakText(paragraphs, style.size * share * unit, { width, characters: Infinity })
  }
  let broken = attempt(1)
  for (let share = shrinkStep; share >= leastShare && (broken.wordSplit || heightOf(broken) > area.height); share *= shrinkStep)
    broken = attempt(share)
  const lines = setLines(broken, measure)
  if (lines.length === 0) return null
  const { sizePx } = broken
  const surround = surroundOf(style, sizePx, unit, arabic)
  const inset = Math.max(surround.padding, surround.outlinePx)
  const bottom = area.y + heightOf(broken) + (area.height - heightOf(broken)) * down
  return placeLines({
    lines,
    sizePx,
    pitch: lineHeight * sizePx,
    style,
    surround,
    unit,
    left: area.x + inset,
    right: area.x + area.width - inset,
    lastBaseline: bottom - surround.below - surround.outlinePx,
  })
}
