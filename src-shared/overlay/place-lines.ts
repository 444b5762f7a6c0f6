import type { TextStyle } from '../project/schema/text.ts'
import type { Edges } from './bounds.ts'
import type { LineRun, TextLine } from './layout-text.ts'
import { panelAround, type PanelLine } from './line-panel.ts'
import type { PaintItem } from './model.ts'

/** Height of capitals and depth of descenders of the bundled fonts (fractions of the size; Inter's OS/2 table). */
export const capHeight = 0.727
export const descent = 0.2
/** Descenders pull the look of a line down, so that the space under the baseline is a little larger. */
const opticalDescent = 0.07
/** How far Arabic marks reach beyond capitals and the usual space under the baseline. */
const arabicReach = 0.1

/** Space around lines in pixels: from the capitals of the first one up, from the baseline of the last one down. */
export type LineSurround = {
  readonly padding: number
  readonly outlinePx: number
  readonly above: number
  readonly below: number
}

export function surroundOf(style: TextStyle, sizePx: number, unit: number, arabic: boolean): LineSurround {
  const padding = style.boxColour === null ? 0 : style.boxPadding * unit
  const reachOfMarks = arabic ? arabicReach * sizePx : 0
  return {
    padding,
    outlinePx: style.outlineColour === null ? 0 : style.outlineWidth * unit,
    above: padding + reachOfMarks,
    below: padding + opticalDescent * sizePx + reachOfMarks,
  }
}

export type PlacedText = {
  readonly items: readonly PaintItem[]
  /** Everything drawn lies within. */
  readonly edges: Edges
  /** Top of what is seen. */
  readonly top: number
}

type Placement = {
  readonly lines: readonly TextLine[]
  readonly sizePx: number
  readonly pitch: number
  readonly style: TextStyle
  readonly surround: LineSurround
  readonly unit: number
  /** Where lines may stand, inside the padding. */
  readonly left: number
  readonly right: number
  readonly lastBaseline: number
  /** The items of a run; one in the style's colour by default. */
  readonly colourRun?: (run: LineRun, item: PaintItem) => readonly PaintItem[]
  /** What lies between the panel and a line. */
  readonly boxRuns?: (runs: readonly LineRun[], left: number, baseline: number) => readonly PaintItem[]
  /** Lines below words; `foot` is where letters with their edges end. */
  readonly underlineRuns?: (
    runs: readonly LineRun[],
    left: number,
    foot: number,
    sizePx: number,
    outlinePx: number,
  ) => readonly PaintItem[]
}

/** How much of the distance of two baselines the lower line takes, as browsers share it out; larger letters take as much more. */
const shareOfLower = 0.8

/** From the capitals of the first line to the baseline of each, in pixels. */
export function baselinesBelowTop(lines: readonly TextLine[], sizePx: number, pitch: number): readonly number[] {
  let below = 0
  return lines.map((line, index) => {
    const upper = lines[index - 1]
    const step = upper ? ((1 - shareOfLower) * upper.sizePx + shareOfLower * line.sizePx) * (pitch / sizePx) : 0
    below += upper ? step : capHeight * line.sizePx
    return below
  })
}

/** Lines one below the other with their panel, outline and emoji; canvas pixels. */
export function placeLines(placement: Placement): PlacedText {
  const { lines, sizePx, pitch, style, surround, unit, left, right, lastBaseline } = placement
  const { colourRun = (_, item) => [item], boxRuns = () => [], underlineRuns = () => [] } = placement
  const { padding, outlinePx, above, below } = surround
  const baselines = baselinesBelowTop(lines, sizePx, pitch)
  const firstTop = lastBaseline - (baselines.at(-1) ?? 0)
  const placed = lines.map((line, index) => {
    const start = startOfLine(line, style.align, { left, right })
    const baseline = firstTop + (baselines[index] ?? 0)
    return { line, left: start, baseline, capTop: baseline - capHeight * line.sizePx }
  })
  const items: PaintItem[] = []
  if (style.boxColour !== null) {
    const panelLines = placed.map(({ line, left: start, baseline, capTop }): PanelLine => ({
      left: start - padding,
      right: start + line.width + padding,
      capTop,
      baseline,
    }))
    items.push(panelAround(panelLines, { above, below, radius: style.boxRadius * unit }, style.boxColour))
  }
  const outline =
    style.outlineColour === null || outlinePx === 0 ? null : ({ colour: style.outlineColour, widthPx: outlinePx } as const)
  for (const { line, left: start, baseline } of placed) items.push(...boxRuns(line.runs.filter(hasInk), start, baseline))
  const letters = placed.flatMap(({ line, left: start, baseline }) =>
    line.runs.filter(hasInk).map((run) => ({ run, item: itemOf(run, start, baseline, style.colour, outline) })),
  )
  if (style.shadow) items.push(...shadowsOf(letters, style.shadow, unit))
  // Below the edges and shadows of the letters, which would cover it.
  const clearPx = outlinePx + Math.max(0, style.shadow?.y ?? 0) * unit
  for (const { line, left: start, baseline } of placed)
    items.push(...underlineRuns(line.runs.filter(hasInk), start, baseline + clearPx, sizePx, outlinePx))
  for (const { run, item } of letters) items.push(...colourRun(run, item))
  const top = firstTop - above - outlinePx
  const largestPx = Math.max(sizePx, ...lines.map((line) => line.sizePx))
  // Marks, swashes and deep descenders reach beyond the advance box.
  const shadowPx = style.shadow ? Math.max(Math.abs(style.shadow.x), Math.abs(style.shadow.y)) * unit : 0
  const reach = Math.max(padding, outlinePx) + shadowPx + 0.4 * largestPx
  const edges = {
    left: Math.min(...placed.map((line) => line.left)) - reach,
    right: Math.max(...placed.map(({ left: start, line }) => start + line.width)) + reach,
    top: top + above - reach,
    bottom: lastBaseline + descent * largestPx + reach,
  }
  return { items, edges, top }
}

/** The letters and their outlines once more, in one colour, to be drawn below them. */
function shadowsOf(
  letters: readonly { readonly item: PaintItem }[],
  { colour, x, y }: NonNullable<TextStyle['shadow']>,
  unit: number,
): readonly PaintItem[] {
  return letters.flatMap(({ item }): PaintItem[] => {
    if (item.kind !== 'text') return []
    const outline = item.outline && { ...item.outline, colour }
    return [{ ...item, fill: colour, outline, x: item.x + Math.round(x * unit), y: item.y + Math.round(y * unit), ground: true }]
  })
}

function hasInk(run: LineRun): boolean {
  return run.kind === 'emoji' || run.text.trim() !== ''
}

function itemOf(
  run: LineRun,
  left: number,
  baseline: number,
  fill: string,
  outline: Extract<PaintItem, { kind: 'text' }>['outline'],
): PaintItem {
  if (run.kind === 'emoji') {
    const y = baseline - (capHeight * run.sizePx + run.pictureSizePx) / 2
    return { kind: 'emoji', key: run.key, x: left + run.x, y, sizePx: run.pictureSizePx }
  }
  const { text, fontId, direction, sizePx } = run
  const [x, y] = [Math.round(left + run.x), Math.round(baseline)]
  return { kind: 'text', text, fontId, sizePx, x, y, direction, fill, outline }
}

function startOfLine(line: TextLine, align: TextStyle['align'], area: { readonly left: number; readonly right: number }): number {
  if (align === 'center') return (area.left + area.right - line.width) / 2
  const atLeft = (align === 'start') === (line.direction === 'ltr')
  return atLeft ? area.left : area.right - line.width
}
