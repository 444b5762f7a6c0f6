import type { SpokenWord } from './transcript.ts'

/** Masks the words that `isProfane` (asked in small letters, without punctuation) names, but for their first letter: "f***". Times stay. */
export function maskProfanity(words: readonly SpokenWord[], isProfane: (bare: string) => boolean): readonly SpokenWord[] {
  return words.map((word) => {
    const found = /^([^\p{L}\p{N}]*)([\p{L}\p{N}\p{M}'’-]*[\p{L}\p{N}\p{M}])(.*)$/u.exec(word.text)
    const [, before = '', core = '', after = ''] = found ?? []
    if (core === '' || !isProfane(core.toLowerCase())) return word
    const [first = '', ...others] = core
    return { ...word, text: before + first + '*'.repeat(others.length) + after }
  })
}
