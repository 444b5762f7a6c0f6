export type FindOptions = { readonly find: string; readonly matchCase: boolean }

const special = /[\\^$.*+?()[\]{}|]/g

/** Where a text is found, as stretches of UTF-16 units that do not overlap. */
export function findInText(
  text: string,
  { find, matchCase }: FindOptions,
): readonly { readonly from: number; readonly to: number }[] {
  if (find === '') return []
  const pattern = new RegExp(find.replace(special, String.raw`\$&`), matchCase ? 'gu' : 'giu')
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
