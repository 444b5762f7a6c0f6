import { functionWords } from '../speech/function-words.ts'
import type { SpokenWord } from '../speech/transcript.ts'
import { secondsToTicks, subtractTicks, type Ticks } from '../time/ticks.ts'
import { countCharacters } from './readability.ts'

/** What a caption that begins or ends at a word would cost, known before any caption is made. */
export type WordFacts = {
  readonly word: SpokenWord
  /** As people see them. */
  readonly characters: number
  /** A space stands before it when it follows another word. */
  readonly spaced: boolean
  readonly endsSentence: boolean
  /** It is the first of its sentence, or comes after a long silence. */
  readonly begins: boolean
  /** Of ending a caption with it; none where it is the last one. */
  readonly breakCost: number
  /** Of a caption that goes on over what comes after it. */
  readonly passCost: number
}

const phrasePause = secondsToTicks(0.3)
const longPause = secondsToTicks(0.8)
/** Longer ones are scenes of their own. */
const silence = secondsToTicks(2)

/** A caption whose first word comes at most this much before the picture changes begins with the new picture. */
export const nearCutTicks = secondsToTicks(0.2)

/** What a break is worth; only their proportions matter. Tuned by eye on the speech of docs/benchmarks.md. */
const costs = {
  breakAtClause: 3,
  breakAtPause: 2,
  breakBeforeClause: 3.5,
  breakBeforeOpener: 4.5,
  breakInPhrase: 8,
  breakAfterHolder: 7,
  breakAfterShortWord: 4,
  sentenceInside: 5,
  pauseInside: 6,
  silenceInside: 30,
  cutInside: 8,
} as const

/** `shotCuts` in any order, on the clock of the words; `language` null where nobody knows. */
export function weighWords(
  words: readonly SpokenWord[],
  language: string | null,
  shotCuts: readonly Ticks[],
): readonly WordFacts[] {
  const small = functionWords(language)
  const cuts = moveToWords(words, shotCuts)
  let cut = 0
  return words.map((word, index): WordFacts => {
    const next = words[index + 1]
    const before = words[index - 1]
    const pause = next ? subtractTicks(next.startTicks, word.endTicks) : 0
    while ((cuts[cut] ?? Infinity) <= word.startTicks) cut += 1
    let crossed = 0
    // A cut inside a word is crossed by whoever shows the word; one at the start of the next word is kept by a break here.
    while (next && (cuts[cut + crossed] ?? Infinity) <= next.startTicks) crossed += 1
    const ends = endsSentence(word)
    const pauseCost = pause >= silence ? costs.silenceInside : pause >= longPause ? costs.pauseInside : 0
    return {
      word,
      characters: countCharacters(word.text),
      spaced: before !== undefined && !isJoinedWithoutSpace(before.text, word.text),
      endsSentence: ends,
      begins: before === undefined || endsSentence(before) || subtractTicks(word.startTicks, before.endTicks) >= longPause,
      breakCost: next ? breakCost(word, next, pause, small) : 0,
      passCost: pauseCost + (ends ? costs.sentenceInside : 0) + crossed * costs.cutInside,
    }
  })
}

/** A change soon after a word began counts as one before it: the word waits for it. In order. */
function moveToWords(words: readonly SpokenWord[], shotCuts: readonly Ticks[]): readonly Ticks[] {
  let index = 0
  return shotCuts
    .toSorted((a, b) => a - b)
    .map((at) => {
      while ((words[index + 1]?.startTicks ?? Infinity) < at) index += 1
      const word = words[index]
      const into = word ? subtractTicks(at, word.startTicks) : 0
      return word && into > 0 && into <= nearCutTicks && into <= (word.endTicks - word.startTicks) / 2 ? word.startTicks : at
    })
}

function breakCost(last: SpokenWord, next: SpokenWord, pause: number, small: ReturnType<typeof functionWords>): number {
  if (endsSentence(last)) return 0
  if (/[,;:–—、，]["'”’»)]*$/u.test(last.text)) return costs.breakAtClause
  const opening = small.opens(next.text) ? costs.breakBeforeOpener : costs.breakInPhrase
  const phrase = small.opensClause(next.text) ? costs.breakBeforeClause : opening
  const base = pause >= phrasePause ? Math.min(phrase, costs.breakAtPause) : phrase
  // Articles and prepositions belong to what follows; where nobody listed them, short words are a good guess.
  if (small.known) return base + (small.holds(last.text, next.text) ? costs.breakAfterHolder : 0)
  const short = [...last.text].length <= 3 && !isJoinedWithoutSpace(last.text, next.text)
  return base + (short ? costs.breakAfterShortWord : 0)
}

const spaceless =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]$/u

/** Whether two words are written without a space between them. */
export function isJoinedWithoutSpace(before: string, after: string): boolean {
  const [last] = [...before.slice(-2)].slice(-1)
  const [first] = [...after.slice(0, 2)]
  return last !== undefined && first !== undefined && spaceless.test(last) && spaceless.test(first)
}

function endsSentence({ text }: SpokenWord): boolean {
  return /[.!?…。！？؟]["'”’»)]*$/u.test(text)
}
