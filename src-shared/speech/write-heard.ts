import { restorePunctuation } from './restore-punctuation.ts'
import { writeNumbers } from './write-numbers.ts'
import { spellTerms } from './spell-terms.ts'
import type { SpokenWord, Transcript } from './transcript.ts'

/** How what was heard is written down. */
export type WritingWish = {
  /** BCP 47; null where nobody knows. */
  readonly language: string | null
  /** The lesson's own names and terms, as they are written. */
  readonly glossary: readonly string[]
}

/** The words of a transcript as captions show them: with capitals, full stops, digits and the lesson's own terms. Times stay. */
export function writeHeard({ words, punctuated }: Transcript, { language, glossary }: WritingWish): readonly SpokenWord[] {
  return punctuated ? spellTerms(words, glossary) : restorePunctuation(writeNumbers(words, language), language, glossary)
}
