import type { Caption } from '../project/schema/text.ts'

/** Where each word begins in the text; undefined from the first one that is not found. */
export function wordStarts(text: string, words: Caption['words']): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = []
  let from = 0
  for (const word of words) {
    const at = from < 0 ? -1 : text.indexOf(word.text, from)
    starts.push(at < 0 ? undefined : at)
    from = at < 0 ? -1 : at + word.text.length
  }
  return starts
}
