type Kind = 'ideograph' | 'hiragana' | 'katakana' | 'opening' | 'closing' | 'other'

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/[\p{Ps}\p{Pi}]/u, 'opening'],
  // Small kana and length marks belong to what they follow.
  [
    /[\p{Pe}\p{Pf}\p{M}\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\u2026\u30fc\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7]/u,
    'closing',
  ],
  [/[\p{Script=Han}]/u, 'ideograph'],
  [/[\p{Script=Hiragana}]/u, 'hiragana'],
  [/[\p{Script=Katakana}]/u, 'katakana'],
]

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

/**
 * The words of a text, in order. Japanese is divided where a new content word begins (an ideograph, katakana or Latin letter
 * after hiragana), Chinese into its characters, everything else at spaces.
 */
export function splitWords(text: string): readonly string[] {
  const japanese = kana.test(text)
  return text
    .split(' ')
    .flatMap((part) => splitWide(part, japanese))
    .filter((word) => word !== '')
}

function splitWide(part: string, japanese: boolean): readonly string[] {
  const words: string[] = []
  let before: Kind | null = null
  for (const character of part) {
    const kind = kindOf(character)
    const last = words.at(-1)
    if (last === undefined || before === null || isDivided(before, kind, japanese)) words.push(character)
    else words[words.length - 1] = last + character
    before =
      kind === 'closing' && before !== null && before !== 'opening' && /[\p{L}\p{M}\u30fc]/u.test(character) ? before : kind
  }
  return words
}

function kindOf(character: string): Kind {
  return kinds.find(([pattern]) => pattern.test(character))?.[1] ?? 'other'
}

function isDivided(before: Kind, kind: Kind, japanese: boolean): boolean {
  if (kind === 'closing' || before === 'opening') return false
  if (before === 'other' && (kind === 'other' || kind === 'opening')) return false
  if (before === 'closing') return kind !== 'other'
  if (kind === 'opening') return true
  if (japanese && kind === 'hiragana') return false
  return before !== kind || (!japanese && kind === 'ideograph')
}
