import { secondsToTicks } from '../time/ticks.ts'
import { isEnglishNumberWord, readEnglishNumber } from './english-numbers.ts'
import type { NumberReader } from './number-reader.ts'
import { numberReader } from './spelled-numbers.ts'
import type { SpokenWord } from './transcript.ts'

const english: NumberReader = {
  isPart: isEnglishNumberWord,
  isJoiner: (word) => word === 'and' || word === 'point',
  isArticle: () => false,
  read: readEnglishNumber,
}

/** Up to ten, numbers are written as words, as subtitlers do. */
const largestInWords = 10
/** Two numbers, not one. */
const longestInside = secondsToTicks(0.5)

/** Writes the numbers of bare words (an engine's, before punctuation) as digits: one word each, over the time of all its words. */
export function writeNumbers(words: readonly SpokenWord[], language: string | null): readonly SpokenWord[] {
  const base = (language ?? '').split('-')[0]?.toLowerCase() ?? ''
  const reader = base === 'en' ? english : numberReader(base)
  if (!reader) return words
  const result: SpokenWord[] = []
  for (let at = 0; at < words.length;) {
    const run = numberRun(words, at, reader)
    result.push(...(run.length === 0 ? words.slice(at, at + 1) : writeWhole(run, reader)))
    at += Math.max(1, run.length)
  }
  return result
}

function writeWhole(run: readonly SpokenWord[], reader: NumberReader): readonly SpokenWord[] {
  if (isOrdinal(run, reader)) return run
  // "Vijfentwintig eerste plaatsen": an ordinal that makes no word with the number before it.
  if (isOrdinal(run.slice(-1), reader)) return [...writeWhole(run.slice(0, -1), reader), ...run.slice(-1)]
  return writeRun(run, reader) ?? writeParts(run, reader)
}

const isOrdinal = (run: readonly SpokenWord[], reader: NumberReader): boolean =>
  reader.isOrdinal?.(run.map(({ text }) => text.toLowerCase())) ?? false

/** The number words from there on, to the first ordinal ("eerste twintig": two), without an "and" or "point" at either end. */
function numberRun(words: readonly SpokenWord[], from: number, reader: NumberReader): readonly SpokenWord[] {
  const { isPart, isJoiner } = reader
  let end = from
  while (end < words.length) {
    const [word, before] = [words[end], words[end - 1]]
    if (!word || !isPart(word.text.toLowerCase())) break
    if (end > from && before && word.startTicks - before.endTicks > longestInside) break
    end += 1
    if (isOrdinal([word], reader)) break
  }
  const joins = (word: SpokenWord | undefined): boolean => word !== undefined && isJoiner(word.text.toLowerCase())
  while (end > from && joins(words[end - 1])) end -= 1
  return joins(words[from]) ? [] : words.slice(from, end)
}

/** "Twenty five and thirty": two numbers. */
function writeParts(run: readonly SpokenWord[], reader: NumberReader): readonly SpokenWord[] {
  const joiner = run.findIndex(({ text }) => reader.isJoiner(text.toLowerCase()))
  if (joiner < 0) return writeBesideArticle(run, reader)
  const [before, after] = [run.slice(0, joiner), run.slice(joiner + 1)]
  return [
    ...(writeRun(before, reader) ?? writeBesideArticle(before, reader)),
    ...run.slice(joiner, joiner + 1),
    ...(writeRun(after, reader) ?? writeParts(after, reader)),
  ]
}

/** "Vingt un chien": one and twenty are no number, but twenty is. */
function writeBesideArticle(run: readonly SpokenWord[], reader: NumberReader): readonly SpokenWord[] {
  if (run.length < 2) return run
  const isArticle = (word: SpokenWord | undefined): boolean => word !== undefined && reader.isArticle(word.text.toLowerCase())
  const write = (part: readonly SpokenWord[]): readonly SpokenWord[] => writeRun(part, reader) ?? writeBesideArticle(part, reader)
  if (isArticle(run[0])) return [...run.slice(0, 1), ...write(run.slice(1))]
  if (isArticle(run.at(-1))) return [...write(run.slice(0, -1)), ...run.slice(-1)]
  return run
}

function writeRun(run: readonly SpokenWord[], { read }: NumberReader): readonly SpokenWord[] | null {
  const [first, last] = [run[0], run.at(-1)]
  const digits = read(run.map(({ text }) => text.toLowerCase()))
  if (!first || !last || digits === null || (/^\d+$/u.test(digits) && Number(digits) <= largestInWords)) return null
  const told = run.flatMap(({ confidence }) => confidence ?? [])
  const confidence = told.length === 0 ? null : Math.min(...told)
  return [{ text: digits, startTicks: first.startTicks, endTicks: last.endTicks, confidence }]
}
