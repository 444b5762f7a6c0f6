import type { CaptionMark } from '../../project/schema/text.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'

export type MarkStyle = CaptionMark['style']

/** A stretch of text as a format gives it. `startTicks` and `endTicks` count from the caption's start where the format times it. */
export type StyledRun = {
  readonly text: string
  readonly styles: readonly MarkStyle[]
  readonly startTicks?: Ticks | undefined
  readonly endTicks?: Ticks | undefined
}

/** A word with its time from the caption's start; `endTicks` is null where the format does not say. */
export type TimedWord = { readonly text: string; readonly startTicks: Ticks; readonly endTicks: Ticks | null }

export type StyledText = {
  readonly text: string
  readonly marks: readonly CaptionMark[]
  readonly words: readonly TimedWord[]
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
const halfCharacters = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const otherLineEnds = /\r\n?|[\u0085\u2028\u2029]/g
/** What letters have without any mark. */
const usual: MarkStyle = '#ffffff'
/** No caption that a person wrote has more; the rest is left out. */
const mostMarks = 400

/** Joins runs to a text without control characters, blank lines and spaces around lines; marks and words follow. */
export function joinRuns(runs: readonly StyledRun[], gridTicks = 120): StyledText {
  const cleaned = runs.map((run) => ({
    ...run,
    text: run.text.replace(otherLineEnds, '\n').replace(controls, '').replace(halfCharacters, ''),
  }))
  const raw = cleaned.map(({ text }) => text).join('')
  const { text, placeOf } = tidyLines(raw)
  const marks = new Map<MarkStyle, { from: number; to: number }[]>()
  const timed: TimedStretch[] = []
  let at = 0
  for (const { text: part, styles, startTicks, endTicks } of cleaned) {
    const [from, to] = [placeOf(at), placeOf(at + part.length)]
    at += part.length
    if (startTicks !== undefined) timed.push({ from, to, startTicks, endTicks: endTicks ?? null })
    else if (timed.length > 0) Object.assign(timed.at(-1) ?? {}, { to })
    else timed.push({ from, to, startTicks: ticks(0), endTicks: null })
    if (from === to) continue
    for (const style of new Set(styles)) addStretch(marks, style, from, to)
  }
  const isTimed = runs.some(({ startTicks }) => startTicks !== undefined)
  return { text, marks: sortMarks(marks), words: isTimed ? findWords(text, timed, gridTicks) : [] }
}

function addStretch(marks: Map<MarkStyle, { from: number; to: number }[]>, style: MarkStyle, from: number, to: number): void {
  if (style === usual) return
  const stretches = marks.get(style) ?? []
  const last = stretches.at(-1)
  if (last && last.to >= from) last.to = to
  else stretches.push({ from, to })
  marks.set(style, stretches)
}

function sortMarks(marks: ReadonlyMap<MarkStyle, readonly { from: number; to: number }[]>): readonly CaptionMark[] {
  return [...marks]
    .flatMap(([style, stretches]) => stretches.map((stretch) => ({ ...stretch, style })))
    .toSorted((a, b) => a.from - b.from || b.to - a.to || (a.style < b.style ? -1 : 1))
    .slice(0, mostMarks)
}

/** Lines without spaces around them and without blank ones, and where each place of the text went. */
function tidyLines(raw: string): { readonly text: string; readonly placeOf: (at: number) => number } {
  const kept: { readonly from: number; readonly to: number; readonly at: number }[] = []
  const lines: string[] = []
  let start = 0
  let length = 0
  for (const line of raw.split('\n')) {
    const trimmed = line.trim()
    if (trimmed !== '') {
      const from = start + line.indexOf(trimmed)
      if (lines.length > 0) length += 1
      kept.push({ from, to: from + trimmed.length, at: length })
      lines.push(trimmed)
      length += trimmed.length
    }
    start += line.length + 1
  }
  // Places are asked for in order.
  let index = 0
  const placeOf = (at: number): number => {
    while (index < kept.length && at > (kept[index]?.to ?? 0)) index += 1
    const line = kept[index]
    return line === undefined ? length : line.at + Math.max(0, at - line.from)
  }
  return { text: lines.join('\n'), placeOf }
}

type TimedStretch = { from: number; to: number; startTicks: Ticks; endTicks: Ticks | null }

/** Scripts that are written without spaces keep their parts; elsewhere a part of a word is none. */
const joins = /^[\p{L}\p{M}\p{N}'’]{2}$/u
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The words of each stretch; several of one stretch share its time by letters, on a grid that the format can hold. */
function findWords(text: string, timed: readonly TimedStretch[], gridTicks: number): readonly TimedWord[] {
  const onGrid = (value: number): Ticks => ticks(Math.round(value / gridTicks) * gridTicks)
  const words: { text: string; startTicks: Ticks; endTicks: Ticks | null; to: number }[] = []
  timed.forEach(({ from, to, startTicks, endTicks }, index) => {
    const found = [...text.slice(from, to).matchAll(/\S+/gu)]
    const end = endTicks ?? timed[index + 1]?.startTicks ?? null
    const letters = found.reduce((sum, [word]) => sum + word.length, 0)
    const share = (before: number): Ticks =>
      end === null || before === 0 ? startTicks : onGrid(startTicks + (Math.max(0, end - startTicks) * before) / letters)
    let before = 0
    found.forEach(([word], position) => {
      const at = from + (found[position]?.index ?? 0)
      const last = words.at(-1)
      const border = text.slice(at - 1, at + 1)
      const wordStart = share(before)
      before += word.length
      const isLast = position === found.length - 1
      const wordEnd = isLast ? endTicks : share(before)
      if (last?.to === at && joins.test(border) && !wide.test(border)) {
        Object.assign(last, { text: last.text + word, endTicks: wordEnd, to: at + word.length })
      } else words.push({ text: word, startTicks: wordStart, endTicks: wordEnd, to: at + word.length })
    })
  })
  return words.map(({ text: word, startTicks, endTicks }) => ({ text: word, startTicks, endTicks }))
}

/** A stretch of a caption whose look and word is one; `wordIndex` is null between words. */
export type Segment = {
  readonly text: string
  readonly styles: readonly MarkStyle[]
  /** The word that begins here. */
  readonly startsWord: number | null
  readonly wordIndex: number | null
}

/** Cuts a text where a mark or a word begins or ends. Marks beyond the text and words that are not in it are passed over. */
export function cutSegments(
  text: string,
  marks: readonly CaptionMark[] = [],
  words: readonly { readonly text: string }[] = [],
): readonly Segment[] {
  const placed: { readonly from: number; readonly to: number }[] = []
  let from = 0
  for (const word of words) {
    const at = text.indexOf(word.text, from)
    if (at < 0 || word.text === '') break
    from = at + word.text.length
    placed.push({ from: at, to: from })
  }
  const stretches = placed.length === words.length ? placed : []
  const inside = marks.flatMap((mark) => {
    const [start, end] = [wholeCharacter(text, mark.from), wholeCharacter(text, Math.min(mark.to, text.length))]
    return start < end ? [{ from: start, to: end, style: mark.style }] : []
  })
  const edges = new Set([0, text.length])
  for (const stretch of [...stretches, ...inside]) edges.add(stretch.from).add(stretch.to)
  const sorted = [...edges].toSorted((a, b) => a - b)
  let word = 0
  return sorted.slice(0, -1).map((start, index): Segment => {
    const end = sorted[index + 1] ?? text.length
    while (word < stretches.length && (stretches[word]?.to ?? 0) <= start) word += 1
    const here = stretches[word]
    const isIn = here !== undefined && here.from <= start
    return {
      text: text.slice(start, end),
      styles: inside.filter((mark) => mark.from <= start && mark.to >= end).map(({ style }) => style),
      startsWord: isIn && here.from === start ? word : null,
      wordIndex: isIn ? word : null,
    }
  })
}

/** A place that does not part the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) ? at + 1 : at
}

/** The lines of a text as formats can hold them: none blank. */
export function textLines(text: string): readonly string[] {
  return text
    .replace(halfCharacters, '')
    .split(/[\r\n\u0085\u2028\u2029]+/u)
    .filter((line) => line.trim() !== '')
}

/** A name on one line, without what ends a field in some format. */
export function oneLine(text: string): string {
  return text
    .replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')
    .replace(controls, '')
    .replace(halfCharacters, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Whether the letters are read from the right, by the first that have a direction. */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
}
