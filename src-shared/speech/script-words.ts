import { findBreakOpportunities } from '../overlay/break-lines.ts'

const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u

/** The words of a text as they are written, with their punctuation; of scripts without spaces, the parts between which a line may end. */
export function scriptWords(script: string): readonly string[] {
  const words: string[] = []
  for (const part of script.split(/\s+/u)) {
    let start = 0
    for (const end of findBreakOpportunities(part)) {
      if (end < part.length && !spaceless.test(part.slice(start, end))) continue
      if (end > start) words.push(part.slice(start, end))
      start = end
    }
    if (start < part.length) words.push(part.slice(start))
  }
  return joinLoneMarks(words)
}

/** A dash between spaces is said by nobody: it stays with the word before it, as do other marks. */
function joinLoneMarks(words: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last !== undefined && soundOf(word) === '') joined[joined.length - 1] = `${last} ${word}`
    else joined.push(word)
  }
  return joined
}

/** A word as it may be heard: small letters and digits, without accents, marks and apostrophes. */
export function soundOf(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** How long a word takes beside others: its letters, and a little for itself. */
export function wordWeight(word: string): number {
  return [...soundOf(word)].length + 1
}
