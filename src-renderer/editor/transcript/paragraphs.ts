import type { TranscriptWord } from '#shared/speech/transcript-words.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

/** Words `from` to before `to` of a transcript. */
export type Paragraph = { readonly from: number; readonly to: number }

/** A longer pause begins a paragraph. */
const pauseTicks = secondsToTicks(1.2)
/** From so many words on the next full stop ends a paragraph; nobody reads on for twice as many. */
const usualWords = 50
const sentenceEnd = /[.!?…。！？]["'”’)\]]*$/u

/** A paragraph a clip, a long pause or a few sentences. */
export function toParagraphs(words: readonly TranscriptWord[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  let from = 0
  words.forEach((word, index) => {
    const last = words[index - 1]
    if (!last || index === from) return
    const count = index - from
    const isOther = last.clipId !== word.clipId && word.span.startTicks - last.span.endTicks > pauseTicks / 4
    const isLong = (count >= usualWords && sentenceEnd.test(last.text)) || count >= 2 * usualWords
    if (!isOther && !isLong && word.span.startTicks - last.span.endTicks < pauseTicks) return
    paragraphs.push({ from, to: index })
    from = index
  })
  if (from < words.length) paragraphs.push({ from, to: words.length })
  return paragraphs
}

/** The word that is said at an instant, or was said last; -1 before the first. */
export function wordAt(words: readonly TranscriptWord[], instant: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.span.startTicks ?? Infinity) <= instant) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where a text is found over the words of a transcript, whatever its case: first and last word of each find. */
export function findWords(
  words: readonly TranscriptWord[],
  find: string,
): readonly { readonly first: number; readonly last: number }[] {
  const wanted = find.trim().replaceAll(/\s+/gu, ' ').toLowerCase()
  if (wanted === '') return []
  const starts: number[] = []
  let written = ''
  for (const { text } of words) {
    starts.push(written.length)
    written += `${text.toLowerCase()} `
  }
  const found: { first: number; last: number }[] = []
  let word = 0
  for (let at = written.indexOf(wanted); at >= 0; at = written.indexOf(wanted, at + wanted.length)) {
    while ((starts[word + 1] ?? Infinity) <= at) word += 1
    let last = word
    while ((starts[last + 1] ?? Infinity) < at + wanted.length) last += 1
    found.push({ first: word, last })
  }
  return found
}
