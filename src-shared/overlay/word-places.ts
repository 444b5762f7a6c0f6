import { isWide } from '../project/join-text.ts'

/** Where a word stands in a list of paragraphs; UTF-16 units, half-open. */
export type WordPlace = { readonly paragraph: number; readonly start: number; readonly end: number }

const twoLetters = /^[\p{L}\p{M}]{2}$/u

/** Whether an offset lies between two letters of one word, which must not be drawn apart: they may join, as in Arabic. */
export function isInsideWord(text: string, offset: number): boolean {
  const border = text.slice(offset - 1, offset + 1)
  return offset > 0 && twoLetters.test(border) && !isWide(border)
}

/**
 * Where each word stands, one after the other, as whole words where there is a choice; stops at the first that is not found.
 */
export function placeWords(paragraphs: readonly string[], words: readonly { readonly text: string }[]): readonly WordPlace[] {
  const places: WordPlace[] = []
  let paragraph = 0
  let from = 0
  for (const { text } of words) {
    const place = findNext(paragraphs, text, paragraph, from, true) ?? findNext(paragraphs, text, paragraph, from, false)
    if (!place) break
    places.push(place)
    paragraph = place.paragraph
    from = place.end
  }
  return places
}

function findNext(
  paragraphs: readonly string[],
  word: string,
  first: number,
  from: number,
  whole: boolean,
): WordPlace | undefined {
  for (let paragraph = first; paragraph < paragraphs.length; paragraph += 1) {
    const text = paragraphs[paragraph] ?? ''
    const begin = paragraph === first ? from : 0
    for (let at = text.indexOf(word, begin); at >= 0; at = text.indexOf(word, at + 1)) {
      const end = at + word.length
      // A part of a word may follow the part before it.
      if (!whole || at === begin || !isInsideWord(text, at)) return { paragraph, start: at, end }
    }
  }
  return undefined
}

/** Places that reach to the ends of the words they lie in, where those are not taken by another place. */
export function widenToWords(paragraphs: readonly string[], places: readonly WordPlace[]): readonly WordPlace[] {
  return places.map((place, index) => {
    const text = paragraphs[place.paragraph] ?? ''
    const before = places[index - 1]
    const after = places[index + 1]
    const least = before?.paragraph === place.paragraph ? before.end : 0
    const most = after?.paragraph === place.paragraph ? after.start : text.length
    let { start, end } = place
    while (start > least && isInsideWord(text, start)) start -= 1
    while (end < most && isInsideWord(text, end)) end += 1
    return { ...place, start, end }
  })
}

/** Every place of some words, whatever their case, as whole words; for a part of a text in Chinese or Japanese, that part. */
export function findEvery(paragraphs: readonly string[], words: readonly string[]): readonly WordPlace[] {
  return words
    .filter((word) => word.trim() !== '')
    .flatMap((word) => {
      const pattern = new RegExp(
        word
          .normalize('NFC')
          .trim()
          .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
        'giu',
      )
      return paragraphs.flatMap((text, paragraph) =>
        [...text.matchAll(pattern)]
          .map(({ index, 0: { length } }) => ({ paragraph, start: index, end: index + length }))
          .filter(({ start, end }) => !isInsideWord(text, start) && !isInsideWord(text, end)),
      )
    })
}
