import { bareWord } from './function-words.ts'
import type { SpokenWord } from './transcript.ts'

/** Puts the lesson's terms into their own writing wherever they are heard, the longest one first: one of its words on each that was heard. */
export function spellTerms(words: readonly SpokenWord[], glossary: readonly string[]): readonly SpokenWord[] {
  const byFirst = new Map<string, (readonly string[])[]>()
  for (const term of glossary) {
    const parts = term.trim().split(/\s+/u)
    const first = bareWord(parts[0] ?? '')
    if (first !== '') byFirst.set(first, [...(byFirst.get(first) ?? []), parts])
  }
  if (byFirst.size === 0) return words
  const result = [...words]
  for (let at = 0; at < result.length;) {
    const terms = byFirst.get(bareWord(result[at]?.text ?? '')) ?? []
    // "Newton's first law" before "Newton".
    const term = terms
      .filter((parts) => parts.every((part, offset) => bareWord(part) === bareWord(result[at + offset]?.text ?? '')))
      .toSorted((a, b) => b.length - a.length)[0]
    term?.forEach((part, offset) => {
      const word = result[at + offset]
      if (word) result[at + offset] = { ...word, text: keepMarks(word.text, part) }
    })
    at += term?.length ?? 1
  }
  return result
}

/** What an engine wrote around the word, such as a comma, stays. */
function keepMarks(heard: string, part: string): string {
  const before = /^[^\p{L}\p{N}]+/u.exec(heard)?.[0] ?? ''
  const after = /[^\p{L}\p{N}'’]+$/u.exec(heard)?.[0] ?? ''
  return /[^\p{L}\p{N}]$/u.test(part) ? before + part : before + part + after
}
