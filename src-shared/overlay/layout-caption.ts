import type { Settings } from '../project/schema/document.ts'
import type { CaptionPlacement, CaptionStyle, TextStyle } from '../project/schema/text.ts'
import { evenBoxOnCanvas } from './bounds.ts'
import { fontStack } from './fonts.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintItem, PixelBox } from './model.ts'
import { baselinesBelowTop, descent, placeLines, surroundOf } from './place-lines.ts'
import { joinLines, prepareLines } from './prepare-text.ts'
import { breakText, isArabic, lineHeightOf, setLines, shapeLines, type BrokenText } from './set-text.ts'
import type { InkMark } from './caption-marks.ts'
import { boxWords, colourWords, enlarge, markWords, underlineWords } from './highlight-words.ts'
import type { SpokenWord } from './spoken-words.ts'
import { bottomShare, safeMargins } from './safe-margins.ts'

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

/** A text that needs more lines than the style allows shrinks to 54 of 76 units at most, then takes more lines. */
const leastReadableShare = 54 / 76
const shrinkStep = 0.94
/** Only a text that would leave the picture is set smaller than can be read. */
const leastSize = 8

/** What is highlighted in a caption, and where it stands. */
export type CaptionMarks = {
  /** Each of these words while it is said. */
  readonly spoken?: readonly SpokenWord[]
  /** These words all the time. */
  readonly emphasis?: readonly string[]
  /** Stretches that are set apart, as `drawnMarks` tells them. */
  readonly marks?: readonly InkMark[]
  /** A place of its own, instead of the style's. */
  readonly placement?: CaptionPlacement | undefined
}

/**
 * Lays a caption out where the style says in the safe box, `liftPx` further from that edge of the picture where something
 * stands there. The hard line breaks of the text are kept where they fit the style; otherwise it is reflowed, then shrunk, then
 * given more lines, never cut. Null where nothing is left to show.
 */
export function layoutCaption(
  text: string,
  style: CaptionStyle,
  frame: CaptionFrame,
  measure: TextMeasurer,
  liftPx = 0,
  { spoken = [], emphasis = [], marks = [], placement }: CaptionMarks = {},
): CaptionLayout | null {
  const written = prepareLines(text)
  if (written.length === 0) return null
  const unit = Math.min(frame.canvas.width, frame.canvas.height) / 1080
  const margins = safeMargins[frame.safeBox]
  const safe = { left: margins.left * unit, right: frame.canvas.width - margins.right * unit }
  const area = placement ? placedArea(placement, frame.canvas.width, safe) : safe
  const share = bottomShare(frame.canvas)
  const { place } = style
  const marginPx = Math.max(style.bottomMargin, place === 'top' ? margins.top : margins.bottom) * unit * share
  const height = frame.canvas.height - (place === 'middle' ? 2 * margins.top * unit * share : marginPx) - liftPx
  const broken = fitText(written, { style, emphasis }, { width: area.right - area.left, height }, unit, measure)
  const marked = markWords(
    broken.paragraphs.map((paragraph) => paragraph.text),
    spoken,
    emphasis,
    marks,
  )
  const lines = setLines(broken, measure, marked?.wordOf)
  if (lines.length === 0) return null
  const { sizePx, paragraphs } = broken
  const surround = surroundOf(style.text, sizePx, unit, paragraphs.some(isArabic))
  const { padding, outlinePx, above, below } = surround
  const pitch = sizePx * lineHeightOf(paragraphs, style.text.lineHeight)
  // Without a panel the letters' own descenders stand on the margin.
  const tail = padding > 0 ? below : descent * (lines.at(-1)?.sizePx ?? sizePx) + outlinePx
  const heightPx = above + outlinePx + (baselinesBelowTop(lines, sizePx, pitch).at(-1) ?? 0) + tail
  const bottom =
    placement && placement.line !== null
      ? placedBottom(placement, placement.line, heightPx, liftPx, frame.canvas.height)
      : place === 'top'
        ? marginPx + heightPx + liftPx
        : place === 'middle'
          ? (frame.canvas.height + heightPx) / 2 - liftPx
          : frame.canvas.height - marginPx - liftPx
  const { items, edges, top } = placeLines({
    lines,
    sizePx,
    pitch,
    style: placement ? { ...style.text, align: placedAlign(placement, lines[0]?.direction ?? 'ltr') } : style.text,
    surround,
    unit,
    left: area.left + padding,
    right: area.right - padding,
    lastBaseline: bottom - tail,
    ...(marked && {
      colourRun: colourWords(marked, style),
      boxRuns: boxWords(marked, style),
      underlineRuns: underlineWords(marked, style.text),
    }),
  })
  const box = evenBoxOnCanvas(edges, frame.canvas)
  return box && { items, box, top, bottom, lineCount: lines.length, size: sizePx / unit }
}

type Sides = { readonly left: number; readonly right: number }

/** Less than this share of the picture is too narrow to read in. */
const leastWidth = 0.3

/** Where lines may stand so that their left side, centre or right side is where the placement says. */
function placedArea({ position, align }: CaptionPlacement, width: number, safe: Sides): Sides {
  const at = (width * position) / 100
  const half = Math.min(at - safe.left, safe.right - at)
  const area =
    align === 'center'
      ? { left: at - half, right: at + half }
      : {
          left: align === 'left' ? Math.max(safe.left, at) : safe.left,
          right: align === 'right' ? Math.min(safe.right, at) : safe.right,
        }
  return area.right - area.left < leastWidth * width ? safe : area
}

function placedBottom({ edge }: CaptionPlacement, line: number, heightPx: number, liftPx: number, canvasHeight: number): number {
  const at = (canvasHeight * line) / 100
  const bottom = edge === 'top' ? at + heightPx : edge === 'middle' ? at + heightPx / 2 : at
  const lifted = bottom + (isPlacedAbove(line) ? liftPx : -liftPx)
  return Math.max(heightPx, Math.min(canvasHeight, lifted))
}

/** Whether what stands here is moved downwards to make room. */
export function isPlacedAbove(line: number): boolean {
  return line < 50
}

function placedAlign({ align }: CaptionPlacement, direction: 'ltr' | 'rtl'): TextStyle['align'] {
  if (align === 'center') return align
  return (align === 'left') === (direction === 'ltr') ? 'start' : 'end'
}

type Room = { readonly width: number; readonly height: number }

type Look = { readonly style: CaptionStyle; readonly emphasis: readonly string[] }

function fitText(
  written: readonly string[],
  { style, emphasis }: Look,
  room: Room,
  unit: number,
  measure: TextMeasurer,
): BrokenText {
  const stack = fontStack(style.text.fontFamily, style.text.fontWeight)
  const shape = (lines: readonly string[]): BrokenText['paragraphs'] =>
    shapeLines(lines, stack, measure, enlarge(lines, emphasis, style.emphasisScale))
  const paddingPx = (style.text.boxColour === null ? style.text.outlineWidth : style.text.boxPadding) * unit
  const attempt = (paragraphs: BrokenText['paragraphs'], share: number): BrokenText =>
    breakText(paragraphs, style.text.size * share * unit, {
      width: room.width - 2 * paddingPx,
      characters: style.maxCharactersPerLine / share,
    })
  const fits = ({ lineCount, wordSplit }: BrokenText): boolean => lineCount <= style.maxLines && !wordSplit
  let broken = attempt(shape(written), 1)
  if (fits(broken)) return broken
  const joined = shape(joinLines(written))
  broken = attempt(joined, 1)
  for (let share = shrinkStep; !fits(broken) && share >= leastReadableShare; share *= shrinkStep) broken = attempt(joined, share)
  const lineHeight = lineHeightOf(joined, style.text.lineHeight)
  const tallest = emphasis.length > 0 ? style.emphasisScale : 1
  const heightOf = ({ lineCount, sizePx }: BrokenText): number => (lineCount * lineHeight + 1) * sizePx * tallest + 2 * paddingPx
  for (let share = leastReadableShare; heightOf(broken) > room.height && share * style.text.size > leastSize; share *= 0.85) {
    broken = attempt(joined, share)
  }
  return broken
}
