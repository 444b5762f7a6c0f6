import { ticks, type Ticks } from '../time/ticks.ts'
import type { TextMeasurer } from './measure.ts'
import type { PaintItem, TextItem } from './model.ts'

type Typing = { readonly startTicks: Ticks; readonly endTicks: Ticks; readonly enterEnd: Ticks; readonly leaveStart: Ticks }

/** A letter with its marks and joiners. */
const letter = /\P{M}[\p{M}\u200c\u200d]*/gu

/**
 * Items whose letters and emoji appear one by one until `enterEnd` and vanish one by one from `leaveStart` on; panels stay.
 * Each step shows the beginning of a run, shaped as a text of its own, so that Arabic joins as it is written.
 */
export function typeText(items: readonly PaintItem[], typing: Typing, measure: TextMeasurer): readonly PaintItem[] {
  const grounds = items.filter((item) => item.kind !== 'text' && item.kind !== 'emoji')
  const runs = inReadingOrder(items)
  const total = runs.reduce((sum, run) => sum + lettersOf(run).length, 0)
  const { startTicks, endTicks, enterEnd, leaveStart } = typing
  // From when to when at least `count` letters of the whole text stand.
  const stands = (count: number): { readonly from: number; readonly to: number } => ({
    from: startTicks + Math.round(((enterEnd - startTicks) * (count - 1)) / total),
    to: leaveStart + Math.round(((endTicks - leaveStart) * (total - count + 1)) / total),
  })
  let before = 0
  const typed = runs.flatMap((run) => {
    const letters = lettersOf(run)
    const first = before
    before += letters.length
    return letters.flatMap((_, index): PaintItem[] => {
      const { from, to } = stands(first + index + 1)
      const last = index === letters.length - 1
      const longer = last ? null : stands(first + index + 2)
      const item = run.kind === 'text' ? beginningOf(run, letters.slice(0, index + 1).join(''), measure) : run
      const shown = (start: number, end: number): PaintItem[] =>
        end > start ? [{ ...item, shown: { startTicks: ticks(start), endTicks: ticks(end) } }] : []
      return longer ? [...shown(from, Math.min(longer.from, to)), ...shown(Math.max(longer.to, from), to)] : shown(from, to)
    })
  })
  return [...grounds, ...typed]
}

type Run = Extract<PaintItem, { kind: 'text' | 'emoji' }>

function lettersOf(run: Run): readonly string[] {
  return run.kind === 'text' ? (run.text.match(letter) ?? [run.text]) : [run.key]
}

/** Runs come in visual order; a line that is mostly written from right to left is read that way. */
function inReadingOrder(items: readonly PaintItem[]): readonly Run[] {
  const lines: Run[][] = []
  for (const item of items) {
    if (item.kind !== 'text' && item.kind !== 'emoji') continue
    const before = lines.at(-1)?.at(-1)
    if (!before || item.x < before.x) lines.push([item])
    else lines.at(-1)?.push(item)
  }
  return lines.flatMap((line) => {
    const letters = (direction: TextItem['direction']): number =>
      line.reduce((sum, run) => sum + (run.kind === 'text' && run.direction === direction ? run.text.length : 0), 0)
    return letters('rtl') > letters('ltr') ? line.toReversed() : line
  })
}

function beginningOf(run: TextItem, text: string, measure: TextMeasurer): TextItem {
  if (run.direction === 'ltr' || text === run.text) return { ...run, text }
  const right = run.x + measure(run.fontId, run.sizePx, run.text)
  return { ...run, text, x: Math.round(right - measure(run.fontId, run.sizePx, text)) }
}
