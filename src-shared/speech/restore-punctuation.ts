import { subtractTicks, secondsToTicks } from '../time/ticks.ts'
import type { SpokenWord } from './transcript.ts'

/** Pauses of somebody who explains: longer ones end a sentence, shorter ones a clause. */
const sentencePause = secondsToTicks(0.65)
const clausePause = secondsToTicks(0.35)
/** A clause of fewer words is a hesitation. */
const leastClauseWords = 3

/** Words that open a question where a sentence begins with them, by language; others end in a full stop. */
const questionOpeners: Readonly<Record<string, readonly string[]>> = {
  en: [
    'what',
    'why',
    'how',
    'who',
    'whose',
    'where',
    'when',
    'which',
    'do',
    'does',
    'did',
    'can',
    'could',
    'is',
    'are',
    'would',
    'will',
  ],
  nl: ['wat', 'waarom', 'hoe', 'wie', 'waar', 'wanneer', 'welke', 'welk'],
  de: ['was', 'warum', 'wieso', 'wie', 'wer', 'wo', 'wann', 'welche', 'welcher', 'welches'],
  fr: ['pourquoi', 'comment', 'qui', 'où', 'quand', 'quel', 'quelle', 'quels', 'quelles', 'est-ce'],
  es: ['qué', 'por', 'cómo', 'quién', 'dónde', 'cuándo', 'cuál'],
  it: ['cosa', 'perché', 'come', 'chi', 'dove', 'quando', 'quale'],
}

/** Languages whose script has no capitals, or no spaces to end a sentence at, are left as they are. */
const cased = /\p{Lu}|\p{Ll}/u

/**
 * Capitals, commas and full stops for an engine that gives bare words: by pauses, and by the words that open a question.
 * `glossary` holds the lesson's own terms as they are written; they keep their capitals wherever they are heard.
 */
export function restorePunctuation(
  words: readonly SpokenWord[],
  language: string | null,
  glossary: readonly string[] = [],
): readonly SpokenWord[] {
  const written = spellTerms(words, glossary)
  const base = (language ?? '').split('-')[0] ?? ''
  const result: SpokenWord[] = []
  let sentence: SpokenWord[] = []
  let sinceComma = 0
  written.forEach((word, index) => {
    if (!cased.test(word.text)) {
      result.push(...sentence, word)
      sentence = []
      return
    }
    const next = written[index + 1]
    const pause = next ? subtractTicks(next.startTicks, word.endTicks) : null
    const ends = pause === null || pause >= sentencePause
    sinceComma += 1
    const comma = !ends && pause >= clausePause && sinceComma >= leastClauseWords
    if (comma) sinceComma = 0
    const text = base === 'en' ? capitaliseI(word.text) : word.text
    sentence.push({ ...word, text: comma ? `${text},` : text })
    if (!ends) return
    result.push(...endSentence(sentence, base))
    sentence = []
    sinceComma = 0
  })
  return [...result, ...sentence]
}

function endSentence(words: readonly SpokenWord[], base: string): readonly SpokenWord[] {
  const first = words[0]?.text.toLowerCase().replace(/,$/u, '') ?? ''
  const mark = questionOpeners[base]?.includes(first) && words.length > 2 ? '?' : '.'
  return words.map((word, index) => {
    const text = index === 0 ? capitalise(word.text) : word.text
    return { ...word, text: index === words.length - 1 ? text + mark : text }
  })
}

function capitalise(text: string): string {
  const [first = '', ...rest] = text
  return first.toUpperCase() + rest.join('')
}

/** English writes "I" large, with what hangs on it. */
function capitaliseI(text: string): string {
  return /^i(?:['’](?:m|ve|ll|d|s))?$/u.test(text) ? capitalise(text) : text
}

/** Puts a term of several words into its own writing, one of its words on each that was heard. */
function spellTerms(words: readonly SpokenWord[], glossary: readonly string[]): readonly SpokenWord[] {
  const terms = glossary
    .map((term) => term.trim().split(/\s+/u))
    .filter((parts) => parts[0] !== '')
    // The longest one first: "Newton's first law" before "Newton".
    .toSorted((a, b) => b.length - a.length)
  const result = [...words]
  for (let at = 0; at < result.length;) {
    const term = terms.find((parts) => parts.every((part, offset) => isSame(part, result[at + offset]?.text)))
    term?.forEach((part, offset) => {
      const word = result[at + offset]
      if (word) result[at + offset] = { ...word, text: part }
    })
    at += term?.length ?? 1
  }
  return result
}

function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && a.toLowerCase() === b.toLowerCase()
}
