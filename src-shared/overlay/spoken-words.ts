import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { anchorToTimeline } from '../project/timeline.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { prepareLines } from './prepare-text.ts'
import { splitWords } from './split-words.ts'
import { isInsideWord, placeWords, widenToWords, type WordPlace } from './word-places.ts'

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
  const places = placeWords([prepared], known)
  if (known.length === 0 || places.length < known.length) return shareOut(prepared, span)
  const whole = joinParts(prepared, known, places)
  return whole.map((word, index) => {
    const next = whole[index + 1]?.startTicks ?? word.endTicks
    return { ...word, endTicks: ticks(next - word.endTicks > silenceTicks ? word.endTicks : Math.max(word.startTicks, next)) }
  })
}

/** Half a second without a word is a pause that shows. */
const silenceTicks = 60_000

const silent = /[\p{M}\p{Cf}]/u

function shareOut(text: string, { startTicks, endTicks }: Span): readonly SpokenWord[] {
  const words = splitWords(text)
  // A word of one letter takes time, too; marks and joiners take none.
  const weights = words.map((word) => [...word].filter((character) => !silent.test(character)).length + 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const at = (before: number): Ticks => ticks(Math.round(startTicks + ((endTicks - startTicks) * before) / total))
  let before = 0
  return words.map((word, index) => {
    const from = at(before)
    before += weights[index] ?? 0
    return { text: word, startTicks: from, endTicks: at(before) }
  })
}

/** Speech recognition may time syllables; a word that was cut between two letters would lose their joining. */
function joinParts(text: string, words: readonly SpokenWord[], places: readonly WordPlace[]): readonly SpokenWord[] {
  const joined: SpokenWord[] = []
  words.forEach((word, index) => {
    const at = places[index]?.start ?? 0
    const last = joined.at(-1)
    if (last && places[index - 1]?.end === at && isInsideWord(text, at))
      joined[joined.length - 1] = { ...last, text: last.text + word.text, endTicks: word.endTicks }
    else joined.push(word)
  })
  return joined
}

/** What shows for less than a quarter of a second cannot be read. */
const leastTicks = 30_000

const opensWord = /[\p{Ps}\p{Pi}"'\u00bf\u00a1]/u

/**
 * The words of a text one after the other without a break, short ones together, each with the punctuation around it; nothing
 * of the text is left out.
 */
export function groupWords(
  text: string,
  words: readonly SpokenWord[],
  span: Span,
): readonly { readonly text: string; readonly span: Span }[] {
  const prepared = prepareLines(text).join(' ')
  const places = widenToWords([prepared], placeWords([prepared], words))
  const groups: { readonly start: number; readonly startTicks: Ticks }[] = []
  places.forEach((place, index) => {
    const startTicks = words[index]?.startTicks ?? span.endTicks
    const last = groups.at(-1)
    if (!last) groups.push({ start: 0, startTicks: span.startTicks })
    else if (startTicks - last.startTicks >= leastTicks) groups.push({ start: openingOf(prepared, place.start), startTicks })
  })
  return groups.flatMap(({ start, startTicks }, index) => {
    const next = groups[index + 1]
    const endTicks = ticks(Math.min(span.endTicks, next?.startTicks ?? span.endTicks))
    const shown = prepared.slice(start, next?.start).trim()
    return endTicks > startTicks && shown !== '' ? [{ text: shown, span: { startTicks, endTicks } }] : []
  })
}

function openingOf(text: string, start: number): number {
  let at = start
  while (at > 0 && opensWord.test(text.charAt(at - 1))) at -= 1
  return at
}

/** The words of a caption on the timeline. */
export function timedWords(document: LessonDocument, { anchor, words }: Caption): readonly SpokenWord[] {
  const at = (offset: number): Ticks =>
    anchor.kind === 'timeline'
      ? ticks(anchor.ticks + offset)
      : anchorToTimeline({ ...anchor, sourceTicks: ticks(anchor.sourceTicks + offset) }, document)
  return words.map(({ text, offsetTicks, durationTicks }) => {
    const ends = [at(offsetTicks), at(offsetTicks + durationTicks)]
    return { text, startTicks: ticks(Math.min(...ends)), endTicks: ticks(Math.max(...ends)) }
  })
}
