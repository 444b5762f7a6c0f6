import { secondsToTicks } from '../time/ticks.ts'
import { isEnglishNumberWord, readEnglishNumber } from './english-numbers.ts'
import type { SpokenWord } from './transcript.ts'

type NumberReader = { readonly isPart: (word: string) => boolean; readonly read: (words: readonly string[]) => string | null }

/** By language; in others numbers stay words. */
const readers: Readonly<Record<string, NumberReader>> = { en: { isPart: isEnglishNumberWord, read: readEnglishNumber } }

/** Up to ten, numbers are written as words, as subtitlers do. */
const largestInWords = 10
/** Two numbers, not one. */
const longestInside = secondsToTicks(0.5)

/** Writes the numbers of bare words (an engine's, before punctuation) as digits: one word each, over the time of all its words. */
export function writeNumbers(words: readonly SpokenWord[], language: string | null): readonly SpokenWord[] {
  const reader = readers[(language ?? '').split('-')[0]?.toLowerCase() ?? '']
  if (!reader) return words
  const result: SpokenWord[] = []
  for (let at = 0; at < words.length;) {
    const run = numberRun(words, at, reader)
    result.push(...(run.length === 0 ? words.slice(at, at + 1) : [writeRun(run, reader) ?? run].flat()))
    at += Math.max(1, run.length)
  }
  return result
}

/** The number words from there on, without an "and" or "point" at either end. */
function numberRun(words: readonly SpokenWord[], from: number, { isPart }: NumberReader): readonly SpokenWord[] {
  let end = from
  while (end < words.length) {
    const [word, before] = [words[end], words[end - 1]]
    if (!word || !isPart(word.text.toLowerCase())) break
    if (end > from && before && word.startTicks - before.endTicks > longestInside) break
    end += 1
  }
  while (end > from && isJoiner(words[end - 1])) end -= 1
  return isJoiner(words[from]) ? [] : words.slice(from, end)
}

const isJoiner = (word: SpokenWord | undefined): boolean => word?.text === 'and' || word?.text === 'point'

function writeRun(run: readonly SpokenWord[], { read }: NumberReader): SpokenWord | null {
  const [first, last] = [run[0], run.at(-1)]
  const digits = read(run.map(({ text }) => text.toLowerCase()))
  if (!first || !last || digits === null || (/^\d+$/u.test(digits) && Number(digits) <= largestInWords)) return null
  const told = run.flatMap(({ confidence }) => confidence ?? [])
  const confidence = told.length === 0 ? null : Math.min(...told)
  return { text: digits, startTicks: first.startTicks, endTicks: last.endTicks, confidence }
}
