export type FindOptions = {
  readonly find: string
  readonly matchCase: boolean
  /** Leaves out what is part of a longer word, in scripts that put spaces between words. */
  readonly wholeWords?: boolean
}

/** What belongs to a word that spaces set apart. */
const inWord = String.raw`(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}\p{M}]`
const beginsInWord = new RegExp(`^${inWord}`, 'u')
const endsInWord = new RegExp(`${inWord}$`, 'u')

const special = /[\\^$.*+?()[\]{}|]/g

/** Where a text is found, as stretches of UTF-16 units that do not overlap. */
export function findInText(
  text: string,
  { find, matchCase, wholeWords = false }: FindOptions,
): readonly { readonly from: number; readonly to: number }[] {
  if (find === '') return []
  const before = wholeWords && beginsInWord.test(find) ? `(?<!${inWord})` : ''
  const after = wholeWords && endsInWord.test(find) ? `(?!${inWord})` : ''
  const pattern = new RegExp(`${before}${find.replace(special, String.raw`\$&`)}${after}`, matchCase ? 'gu' : 'giu')
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
}

/** The text with every find replaced, taken literally. */
export function replaceInText(text: string, options: FindOptions, replacement: string): string {
  let rest = 0
  let replaced = ''
  for (const { from, to } of findInText(text, options)) {
    replaced += text.slice(rest, from) + replacement
    rest = to
  }
  return replaced + text.slice(rest)
}
