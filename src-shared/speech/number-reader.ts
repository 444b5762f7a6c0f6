/** How the numbers of a language are found and read. */
export type NumberReader = {
  /** Whether a word (small letters, no punctuation) can be part of a number. */
  readonly isPart: (word: string) => boolean
  /** Whether a number neither begins nor ends with it. */
  readonly isJoiner: (word: string) => boolean
  /** Whether it is an article where it makes no number with its neighbours. */
  readonly isArticle: (word: string) => boolean
  /** Whether words are an ordinal as a whole, which stays as it is said. */
  readonly isOrdinal?: (words: readonly string[]) => boolean
  /** The digits for words that are one number as a whole; null for anything else. */
  readonly read: (words: readonly string[]) => string | null
}
