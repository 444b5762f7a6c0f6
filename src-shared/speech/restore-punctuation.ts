import { subtractTicks, secondsToTicks } from '../time/ticks.ts'
import { bareWord, functionWords } from './function-words.ts'
import { beginsQuestion } from './questions.ts'
import { spellTerms } from './spell-terms.ts'
import type { SpokenWord } from './transcript.ts'

/** Pauses of somebody who explains: longer ones end a sentence, shorter ones a clause. */
const sentencePause = secondsToTicks(0.65)
const clausePause = secondsToTicks(0.35)
/** Nobody pauses this long inside a sentence, however slowly they speak. */
const surePause = secondsToTicks(1.5)
/** After many words in one breath, the next short rest is a comma. */
const restPause = secondsToTicks(0.18)
const breathWords = 8
/** A clause of fewer words is a hesitation. */
const leastClauseWords = 3
/** So is a sentence of fewer words that an ordinary pause would end. */
const leastSentenceWords = 4
/** A sentence of more words that nobody ended is no question. */
const mostQuestionWords = 14

/** Languages whose script has no capitals, or no spaces to end a sentence at, are left as they are; digits stand in any sentence. */
function isUncased(text: string): boolean {
  return /\p{L}/u.test(text) && !/\p{Lu}|\p{Ll}/u.test(text)
}

/**
 * Capitals, commas and full stops for an engine that gives bare words: by pauses, by the small words that cannot end a sentence, and
 * by how questions begin. `glossary` holds the lesson's own terms as they are written; they keep their capitals wherever they are heard.
 */
export function restorePunctuation(
  words: readonly SpokenWord[],
  language: string | null,
  glossary: readonly string[] = [],
): readonly SpokenWord[] {
  const written = spellTerms(words, glossary)
  const base = (language ?? '').split('-')[0]?.toLowerCase() ?? ''
  const small = functionWords(language)
  const result: SpokenWord[] = []
  let sentence: SpokenWord[] = []
  let sinceComma = 0
  written.forEach((word, index) => {
    if (isUncased(word.text)) {
      result.push(...sentence, word)
      sentence = []
      return
    }
    const next = written[index + 1]
    const pause = next ? subtractTicks(next.startTicks, word.endTicks) : null
    const holds = small.holds(word.text, next?.text ?? '')
    const long = sentence.length + 1 >= leastSentenceWords && !holds
    const ends = pause === null || pause >= surePause || (pause >= sentencePause && long)
    sinceComma += 1
    const rests = pause !== null && (pause >= clausePause || (pause >= restPause && sinceComma >= breathWords))
    const hesitates = sinceComma < leastClauseWords && (pause ?? 0) < sentencePause
    const comma = !ends && rests && !holds && !hesitates
    if (comma) sinceComma = 0
    const text = base === 'en' ? capitaliseEnglish(word.text) : word.text
    sentence.push({ ...word, text: comma ? `${text},` : text })
    if (!ends) return
    result.push(...endSentence(sentence, base))
    sentence = []
    sinceComma = 0
  })
  return [...result, ...sentence]
}

function endSentence(words: readonly SpokenWord[], base: string): readonly SpokenWord[] {
  const bare = words.map(({ text }) => bareWord(text))
  const asks = words.length > 2 && words.length <= mostQuestionWords && beginsQuestion(bare, base)
  return words.map((word, index) => {
    const text = index === 0 ? capitalise(word.text) : word.text
    return { ...word, text: index === words.length - 1 ? text + (asks ? '?' : '.') : text }
  })
}

function capitalise(text: string): string {
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}

/** Days, months that mean nothing else, and what peoples and languages are called. */
const englishNames = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february april june july september october november december america american americans europe european europeans africa african africans asia asian asians australia australian canada canadian china chinese england english britain british france french germany german germans greece greek greeks india indian indians ireland irish italy italian italians japan japanese mexico mexican netherlands dutch poland russia russian russians scotland scottish spain spanish sweden swedish switzerland swiss london paris berlin rome christmas easter internet'.split(
    ' ',
  ),
)

/** English writes "I" large, with what hangs on it, and names. */
function capitaliseEnglish(text: string): string {
  const own = text.replace(/['’]s$/u, '')
  return /^i(?:['’](?:m|ve|ll|d|s))?$/u.test(text) || englishNames.has(own) ? capitalise(text) : text
}
