import { splitWords } from '../overlay/split-words.ts'
import { findEvery } from '../overlay/word-places.ts'

const edges = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu

/** The words of a text without the punctuation around them, in order. */
export function bareWords(text: string): readonly string[] {
  const words = splitWords(text.replaceAll(/\s+/g, ' ').trim()).map((word) => word.replaceAll(edges, ''))
  return words.filter((word) => word !== '')
}

const fold = (words: readonly string[]): string => words.join(' ').normalize('NFC').toLocaleLowerCase('en')

/**
 * The words that stand out in a caption whose text becomes another: what comes in the place of one of them stands out in its stead,
 * as long as it is clear what does. Those that are gone stay known, in case they come back.
 */
export function emphasisFor(
  caption: { readonly text: string; readonly emphasis?: readonly string[] | undefined },
  text: string,
): readonly string[] {
  const { emphasis = [] } = caption
  if (emphasis.length === 0) return emphasis
  const [before, after] = [bareWords(caption.text), bareWords(text)]
  let [head, tail] = [0, 0]
  const shortest = Math.min(before.length, after.length)
  while (head < shortest && before[head] === after[head]) head += 1
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const gone = before.slice(head, before.length - tail)
  const come = after.slice(head, after.length - tail)
  const inStead = (entry: string): string => {
    if (come.length === 0 || findEvery([text.normalize('NFC')], [entry]).length > 0) return entry
    const { length } = bareWords(entry)
    const at = gone.findIndex((_, index) => fold(gone.slice(index, index + length)) === fold([entry]))
    if (at < 0) return entry
    if (gone.length === come.length) return come.slice(at, at + length).join(' ')
    return gone.length === length ? come.join(' ') : entry
  }
  return [...new Set(emphasis.map(inStead))]
}
