import { ticks, type Ticks } from '../time/ticks.ts'
import type { LineRun } from './layout-text.ts'
import type { PaintItem } from './model.ts'
import { isWide, prepareLines } from './prepare-text.ts'
import type { WordFinder } from './set-text.ts'

/** A word of a caption and when it is said, on the timeline. */
export type SpokenWord = { readonly text: string; readonly startTicks: Ticks; readonly endTicks: Ticks }

type Span = { readonly startTicks: Ticks; readonly endTicks: Ticks }

/**
 * The words of a text with their times. Those that came with it are kept where all of them stand in the text; otherwise the
 * span is shared out by letters. A short silence belongs to the word before it.
 */
export function speakWords(text: string, timed: readonly SpokenWord[], span: Span): readonly SpokenWord[] {
  const prepared = prepareLines(text).join(' ')
  const known = timed
    .map((word) => ({ ...word, text: prepareLines(word.text).join(' ') }))
    .filter((word) => word.text !== '')
    .toSorted((a, b) => a.startTicks - b.startTicks)
  const places = wordPlaces([prepared], known)
  if (known.length === 0 || places.length < known.length) return shareOut(prepared, span)
  const whole = joinParts(prepared, known, places)
  return whole.map((word, index) => {
    const next = whole[index + 1]?.startTicks ?? word.endTicks
    return { ...word, endTicks: ticks(next - word.endTicks > silenceTicks ? word.endTicks : Math.max(word.startTicks, next)) }
  })
}

/** Half a second without a word is a pause that shows. */
const silenceTicks = 60_000

function shareOut(text: string, { startTicks, endTicks }: Span): readonly SpokenWord[] {
  const words = text.split(' ').filter((word) => word !== '')
  // A word of one letter takes time, too.
  const weights = words.map((word) => [...word].length + 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const at = (before: number): Ticks => ticks(Math.round(startTicks + ((endTicks - startTicks) * before) / total))
  let before = 0
  return words.map((word, index) => {
    const from = at(before)
    before += weights[index] ?? 0
    return { text: word, startTicks: from, endTicks: at(before) }
  })
}

type WordPlace = { readonly paragraph: number; readonly start: number; readonly end: number }

/** Where each word stands in some paragraphs, one after the other; stops at the first that is not found. */
function wordPlaces(paragraphs: readonly string[], words: readonly { readonly text: string }[]): readonly WordPlace[] {
  const places: WordPlace[] = []
  let paragraph = 0
  let from = 0
  for (const { text } of words) {
    let at = (paragraphs[paragraph] ?? '').indexOf(text, from)
    while (at < 0 && paragraph + 1 < paragraphs.length) {
      paragraph += 1
      at = (paragraphs[paragraph] ?? '').indexOf(text)
    }
    if (at < 0) break
    from = at + text.length
    places.push({ paragraph, start: at, end: from })
  }
  return places
}

const letters = /^[\p{L}\p{M}]{2}$/u

/** Speech recognition may time syllables; a word that was cut between two letters would lose their joining. */
function joinParts(text: string, words: readonly SpokenWord[], places: readonly WordPlace[]): readonly SpokenWord[] {
  const joined: SpokenWord[] = []
  words.forEach((word, index) => {
    const at = places[index]?.start ?? 0
    const last = joined.at(-1)
    const border = text.slice(at - 1, at + 1)
    if (last && places[index - 1]?.end === at && letters.test(border) && !isWide(border))
      joined[joined.length - 1] = { ...last, text: last.text + word.text, endTicks: word.endTicks }
    else joined.push(word)
  })
  return joined
}

export function findWords(paragraphs: readonly string[], words: readonly SpokenWord[]): WordFinder {
  const places = wordPlaces(paragraphs, words)
  return (paragraph, offset) => {
    const index = places.findIndex((place) => place.paragraph === paragraph && place.start <= offset && offset < place.end)
    return index < 0 ? null : index
  }
}

/** Shows a run in its own colour before and after its word is said, and highlighted meanwhile. */
export function colourWords(
  words: readonly SpokenWord[],
  highlight: string,
): (run: LineRun, item: PaintItem) => readonly PaintItem[] {
  return ({ word }, item) => {
    const said = word === null ? undefined : words[word]
    if (!said || item.kind !== 'text' || said.endTicks <= said.startTicks) return [item]
    return [
      { ...item, shown: { startTicks: beginning, endTicks: said.startTicks } },
      { ...item, fill: highlight, shown: { startTicks: said.startTicks, endTicks: said.endTicks } },
      { ...item, shown: { startTicks: said.endTicks, endTicks: end } },
    ]
  }
}

/** Before and after every lesson. */
const beginning = ticks(Number.MIN_SAFE_INTEGER)
const end = ticks(Number.MAX_SAFE_INTEGER)
