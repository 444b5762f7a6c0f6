import type { CaptionStyle } from '../project/schema/text.ts'
import { ticks } from '../time/ticks.ts'
import type { LineRun } from './layout-text.ts'
import type { PaintItem, ShapeItem } from './model.ts'
import type { WordFinder } from './set-text.ts'
import type { SpokenWord } from './spoken-words.ts'
import { findEvery, placeWords, widenToWords } from './word-places.ts'

/** Words that are highlighted: while they are said, or all the time. */
export type MarkedWords = { readonly wordOf: WordFinder; readonly marks: readonly (SpokenWord | 'always')[] }

/** Finds the spoken words and those that the author emphasised in the paragraphs of a caption; null where there are none. */
export function markWords(
  paragraphs: readonly string[],
  spoken: readonly SpokenWord[],
  emphasis: readonly string[],
): MarkedWords | null {
  if (spoken.length === 0 && emphasis.length === 0) return null
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
  return {
    marks,
    wordOf: (paragraph, offset) => {
      const index = wordAt[paragraph]?.[offset] ?? -1
      return index < 0 ? null : index
    },
  }
}

type Highlight = Pick<CaptionStyle, 'highlight' | 'highlightColour'>

/** The items of a run: as it is before and after its word is said, and highlighted meanwhile. */
export function colourWords(
  { marks }: MarkedWords,
  { highlight, highlightColour }: Highlight,
): (run: LineRun, item: PaintItem) => readonly PaintItem[] {
  return ({ word }, item) => {
    const mark = word === null ? undefined : marks[word]
    if (!mark || item.kind !== 'text') return [item]
    const lit = highlight === 'box' ? { ...item, outline: null } : { ...item, fill: highlightColour }
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
  { marks }: MarkedWords,
  { highlight, highlightColour }: Highlight,
): (
  runs: readonly LineRun[],
  left: number,
  edges: { readonly capTop: number; readonly baseline: number },
  sizePx: number,
) => readonly ShapeItem[] {
  return (runs, left, { capTop, baseline }, sizePx) => {
    if (highlight !== 'box') return []
    return stretchesOf(runs).flatMap(({ word, from, to, before, after }): readonly ShapeItem[] => {
      const mark = marks[word]
      if (!mark || (mark !== 'always' && mark.endTicks <= mark.startTicks)) return []
      // Neither of two neighbours without a space between them, as in Japanese, is covered.
      const reach = (gap: number): number => Math.max(boxReach.leastSide * sizePx, Math.min(boxReach.side * sizePx, gap / 2))
      const [x1, x2] = [Math.round(left + from - reach(from - before)), Math.round(left + to + reach(after - to))]
      const [y1, y2] = [Math.round(capTop - boxReach.above * sizePx), Math.round(baseline + boxReach.below * sizePx)]
      const corners = [
        { x: x2, y: y1 },
        { x: x2, y: y2 },
        { x: x1, y: y2 },
        { x: x1, y: y1 },
      ].map((corner) => ({ ...corner, radius: Math.min(boxReach.radius * sizePx, (x2 - x1) / 2) }))
      const box: ShapeItem = { kind: 'shape', corners, fill: highlightColour }
      return [mark === 'always' ? box : { ...box, shown: { startTicks: mark.startTicks, endTicks: mark.endTicks } }]
    })
  }
}

type Stretch = { readonly word: number; readonly from: number; to: number; readonly before: number; after: number }

/** Neighbouring runs of one word: those in another font or direction stand in the same box. `before`, `after`: where others end and begin. */
function stretchesOf(runs: readonly LineRun[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  runs.forEach(({ word, x, width }, index) => {
    const before = runs[index - 1]
    const last = stretches.at(-1)
    const after = runs[index + 1]?.x ?? Infinity
    if (word !== null && last && before?.word === word) Object.assign(last, { to: x + width, after })
    else if (word !== null)
      stretches.push({ word, from: x, to: x + width, before: before ? before.x + before.width : -Infinity, after })
  })
  return stretches
}

/** Before and after every lesson. */
const beginning = ticks(Number.MIN_SAFE_INTEGER)
const end = ticks(Number.MAX_SAFE_INTEGER)
