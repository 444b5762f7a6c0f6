import type { CaptionStyle, TextStyle } from '../project/schema/text.ts'
import { ticks } from '../time/ticks.ts'
import { markLooks, type InkMark, type MarkLook } from './caption-marks.ts'
import type { LineRun } from './layout-text.ts'
import type { PaintItem, ShapeItem } from './model.ts'
import { capHeight } from './place-lines.ts'
import type { WordFinder } from './set-text.ts'
import type { SpokenWord } from './spoken-words.ts'
import { findEvery, placeWords, widenToWords } from './word-places.ts'

/** What is drawn in one way: a part of a word (its number), and how it is set apart. */
type Cell = { readonly word: number | null; readonly look: MarkLook | null }

/** Words that are highlighted, while they are said or all the time, and stretches that are set apart. `wordOf` tells the cell. */
export type MarkedWords = {
  readonly wordOf: WordFinder
  readonly cells: readonly Cell[]
  readonly marks: readonly (SpokenWord | 'always')[]
}

/** Finds the spoken words, those that the author emphasised and marked stretches in the paragraphs of a caption; null where there are none. */
export function markWords(
  paragraphs: readonly string[],
  spoken: readonly SpokenWord[],
  emphasis: readonly string[],
  inkMarks: readonly InkMark[],
): MarkedWords | null {
  if (spoken.length === 0 && emphasis.length === 0 && inkMarks.length === 0) return null
  const places = widenToWords(paragraphs, placeWords(paragraphs, spoken))
  const marks: (SpokenWord | 'always')[] = spoken.slice(0, places.length)
  const wordAt = paragraphs.map((text) => new Int32Array(text.length).fill(-1))
  places.forEach(({ paragraph, start, end }, index) => wordAt[paragraph]?.fill(index, start, end))
  for (const { paragraph, start, end } of findEvery(paragraphs, emphasis)) {
    const offsets = wordAt[paragraph]
    if (!offsets) continue
    const own = marks.length
    for (let at = start; at < end; at += 1) {
      const said = offsets[at] ?? -1
      if (said >= 0) marks[said] = 'always'
      else offsets[at] = own
    }
    marks.push('always')
  }
  const looks = markLooks(paragraphs, inkMarks)
  const cells: Cell[] = []
  const known = new Map<string, number>()
  const wordOf: WordFinder = (paragraph, offset) => {
    const index = wordAt[paragraph]?.[offset] ?? -1
    const look = looks[paragraph]?.[offset] ?? null
    if (index < 0 && !look) return null
    const key = `${index} ${look ? Object.values(look).join() : ''}`
    const cell = known.get(key) ?? cells.push({ word: index < 0 ? null : index, look }) - 1
    known.set(key, cell)
    return cell
  }
  return { marks, cells, wordOf }
}

/** How much larger than usual each letter of some lines is; undefined where all are alike. */
export function enlarge(
  lines: readonly string[],
  emphasis: readonly string[],
  scale: number,
): ((line: number, offset: number) => number) | undefined {
  if (scale === 1 || emphasis.length === 0) return undefined
  const scales = lines.map((text) => new Float64Array(text.length).fill(1))
  for (const { paragraph, start, end } of findEvery(lines, emphasis)) scales[paragraph]?.fill(scale, start, end)
  return (line, offset) => scales[line]?.[offset] ?? 1
}

type Highlight = Pick<CaptionStyle, 'highlight' | 'highlightColour'>

/** The items of a run: as it is before and after its word is said, and highlighted meanwhile. */
export function colourWords(
  { marks, cells }: MarkedWords,
  { highlight, highlightColour }: Highlight,
): (run: LineRun, item: PaintItem) => readonly PaintItem[] {
  return (run, usual) => {
    if (usual.kind !== 'text') return [usual]
    const { word = null, look = null } = cells[run.word ?? -1] ?? {}
    const shaped = { ...usual, ...(look?.bold && { bold: true as const }), ...(look?.slanted && { slanted: true as const }) }
    const item = look?.colour ? { ...shaped, fill: look.colour } : shaped
    const mark = word === null ? undefined : marks[word]
    if (!mark) return [item]
    const lit = highlight === 'box' ? { ...shaped, outline: null } : { ...shaped, fill: highlightColour }
    if (mark === 'always') return [lit]
    if (mark.endTicks <= mark.startTicks) return [item]
    const before = { ...item, shown: { startTicks: beginning, endTicks: mark.startTicks } }
    if (highlight === 'fill') return [before, { ...lit, shown: { startTicks: mark.startTicks, endTicks: end } }]
    return [
      before,
      { ...lit, shown: { startTicks: mark.startTicks, endTicks: mark.endTicks } },
      { ...item, shown: { startTicks: mark.endTicks, endTicks: end } },
    ]
  }
}

/** How far a box behind a word reaches beyond it at most and at least, and how round it is (fractions of the text size). */
const boxReach = { side: 0.12, leastSide: 0.04, above: 0.17, below: 0.23, radius: 0.18 }

/** The boxes behind the words of a line, each shown while its word is said; the line's letters begin at `left`. */
export function boxWords(
  { marks, cells }: MarkedWords,
  { highlight, highlightColour }: Highlight,
): (runs: readonly LineRun[], left: number, baseline: number) => readonly ShapeItem[] {
  return (runs, left, baseline) => {
    if (highlight !== 'box') return []
    return stretchesOf(runs, (run) => cells[run.word ?? -1]?.word ?? null).flatMap(
      ({ word, from, to, before, after, sizePx }): readonly ShapeItem[] => {
        const mark = marks[word]
        if (!mark || (mark !== 'always' && mark.endTicks <= mark.startTicks)) return []
        // Neither of two neighbours without a space between them, as in Japanese, is covered.
        const reach = (gap: number): number => Math.max(boxReach.leastSide * sizePx, Math.min(boxReach.side * sizePx, gap / 2))
        const [x1, x2] = [Math.round(left + from - reach(from - before)), Math.round(left + to + reach(after - to))]
        const [y1, y2] = [
          Math.round(baseline - (capHeight + boxReach.above) * sizePx),
          Math.round(baseline + boxReach.below * sizePx),
        ]
        const corners = [
          { x: x2, y: y1 },
          { x: x2, y: y2 },
          { x: x1, y: y2 },
          { x: x1, y: y1 },
        ].map((corner) => ({ ...corner, radius: Math.min(boxReach.radius * sizePx, (x2 - x1) / 2) }))
        const box: ShapeItem = { kind: 'shape', corners, fill: highlightColour }
        return [mark === 'always' ? box : { ...box, shown: { startTicks: mark.startTicks, endTicks: mark.endTicks } }]
      },
    )
  }
}

type Stretch = {
  readonly word: number
  readonly from: number
  to: number
  readonly before: number
  after: number
  /** Of its largest letters. */
  sizePx: number
}

/** Neighbouring runs of one word: those in another font or direction stand in the same box. `before`, `after`: where others end and begin. */
function stretchesOf(runs: readonly LineRun[], wordOf: (run: LineRun) => number | null): readonly Stretch[] {
  const stretches: Stretch[] = []
  runs.forEach((run, index) => {
    const { x, width, sizePx } = run
    const word = wordOf(run)
    const before = runs[index - 1]
    const last = stretches.at(-1)
    const after = runs[index + 1]?.x ?? Infinity
    if (word !== null && last && before && wordOf(before) === word)
      Object.assign(last, { to: x + width, after, sizePx: Math.max(last.sizePx, sizePx) })
    else if (word !== null)
      stretches.push({ word, from: x, to: x + width, before: before ? before.x + before.width : -Infinity, after, sizePx })
  })
  return stretches
}

/** How far below the letters a line stands, and how thick it is (fractions of the text size). */
const underline = { below: 0.09, thickness: 0.07 }

/** The lines below underlined words, in the colour of the letters and with an edge where they have one. */
export function underlineWords(
  { cells }: MarkedWords,
  { colour, outlineColour }: TextStyle,
): (runs: readonly LineRun[], left: number, foot: number, sizePx: number, outlinePx: number) => readonly ShapeItem[] {
  return (runs, left, foot, sizePx, outlinePx) => {
    const lines: { fill: string; from: number; to: number; largest: number }[] = []
    let joins = false
    for (const run of runs) {
      const { word, x, width } = run
      const look = cells[word ?? -1]?.look
      const fill = look?.colour ?? colour
      const last = lines.at(-1)
      const largest = Math.max(sizePx, run.sizePx)
      if (look?.underlined && joins && last?.fill === fill)
        Object.assign(last, { to: x + width, largest: Math.max(last.largest, largest) })
      else if (look?.underlined) lines.push({ fill, from: x, to: x + width, largest })
      joins = look?.underlined ?? false
    }
    const bar = ({ from, to, largest, fill }: (typeof lines)[number], beyond: number, colouring = fill): ShapeItem => {
      const top = Math.round(foot + underline.below * largest)
      const bottom = top + Math.max(2, Math.round(underline.thickness * largest))
      const [x1, x2] = [Math.round(left + from) - beyond, Math.round(left + to) + beyond]
      const corners = [
        { x: x2, y: top - beyond },
        { x: x2, y: bottom + beyond },
        { x: x1, y: bottom + beyond },
        { x: x1, y: top - beyond },
      ].map((corner) => ({ ...corner, radius: 0 }))
      return { kind: 'shape', corners, fill: colouring }
    }
    return lines.flatMap((line) => [
      ...(outlineColour !== null && outlinePx > 0 ? [bar(line, outlinePx, outlineColour)] : []),
      bar(line, 0),
    ])
  }
}

/** Before and after every lesson. */
const beginning = ticks(Number.MIN_SAFE_INTEGER)
const end = ticks(Number.MAX_SAFE_INTEGER)
