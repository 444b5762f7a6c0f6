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

/** What goes on after an apostrophe is the same word (can’t, l’eau), but for the s of whose it is (Jupiter’s). */
const noMore = String.raw`(?!${inWord})(?!['’](?!s(?!${inWord}))\p{L})`

const special = /[\\^$.*+?()[\]{}|]/g
/** Accents that stand behind their letter. */
const accent = String.raw`[\u0300-\u036f]`

/** The text taken literally, its letters with accents however they are written: as one character or as a letter and its accent. */
function patternOf(find: string): string {
  const characters = [...find.normalize('NFC')].map((character) => {
    const [whole, parts] = [character, character.normalize('NFD')].map((each) => each.replace(special, String.raw`\$&`))
    return whole === parts ? whole : `(?:${whole}|${parts})`
  })
  return `${characters.join('')}(?!${accent})`
}

/** Where a text is found, as stretches of UTF-16 units that do not overlap. */
export function findInText(
  text: string,
  { find, matchCase, wholeWords = false }: FindOptions,
): readonly { readonly from: number; readonly to: number }[] {
  if (find === '') return []
  const before = wholeWords && beginsInWord.test(find) ? `(?<!${inWord})` : ''
  const after = wholeWords && endsInWord.test(find) ? noMore : ''
  const pattern = new RegExp(`${before}${patternOf(find)}${after}`, matchCase ? 'gu' : 'giu')
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
