/** Scripts written without spaces, of which the tokenizer would make one long word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu

/** Text as it goes into the index: each sign of an unspaced script a word of its own. */
export function toIndexText(text: string): string {
  return text.normalize('NFKC').replace(unspaced, ' $& ')
}

/** An FTS5 query in which each typed word may be the start of one; null where nothing searchable was typed. */
export function toMatchQuery(typed: string): string | null {
  const words = typed.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  // A phrase keeps the signs of an unspaced word together; the quotes make FTS5's own operators plain words.
  const terms = words.map((word) => `"${word.replace(unspaced, ' $& ').trim()}"*`)
  return terms.length === 0 ? null : terms.join(' AND ')
}
