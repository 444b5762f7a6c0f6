import { emojiKeys, textualEmojiKeys } from './tables/emoji-keys.ts'

const keys = new Set(emojiKeys.split(' '))
const textualKeys = new Set(textualEmojiKeys.split(' '))
const longestKey = Math.max(...[...keys].map((key) => key.split('-').length))

const pictureSelector = 0xfe0f
const textSelector = 0xfe0e
const joiner = 0x200d

export type EmojiMatch = { readonly key: string; readonly codePointCount: number }

/**
 * The longest emoji (joined families, flags, skin tones, keycaps) that starts at an index of code points; null where
 * there is none, or where the character is text unless U+FE0F asks for the picture.
 */
export function matchEmoji(codePoints: readonly number[], index: number): EmojiMatch | null {
  const first = codePoints[index]
  if (first === undefined || !mayStart(first)) return null
  // File names leave most variation selectors out, so that a sequence may be twice as long as its name.
  for (let count = Math.min(longestKey * 2, codePoints.length - index); count > 0; count -= 1) {
    const sequence = codePoints.slice(index, index + count)
    const key = keyOf(sequence)
    if (key === null) continue
    if (count > 1 || !textualKeys.has(key)) {
      return codePoints[index + count] === textSelector ? null : { key, codePointCount: count }
    }
  }
  return null
}

/** The picture of a character that is text by default, for when no font has it. */
export function pictureOf(codePoint: number): string | null {
  const key = codePoint.toString(16)
  return keys.has(key) ? key : null
}

/** The picture that a sticker's name means: an emoji ("🎉") or its key ("1f389"); null for anything else. */
export function readSticker(name: string): string | null {
  const wanted = name.trim()
  if (keys.has(wanted.toLowerCase())) return wanted.toLowerCase()
  const codePoints = [...wanted].map((character) => character.codePointAt(0) ?? 0)
  return codePoints.length > 0 && codePoints.length <= longestKey * 2 ? keyOf(codePoints) : null
}

const starts = new Set([...keys].map((key) => parseInt(key, 16)))

function mayStart(codePoint: number): boolean {
  return starts.has(codePoint)
}

/** Names keep U+FE0F only within joined sequences, and not always there (github.com/jdecked/twemoji, file naming). */
function keyOf(sequence: readonly number[]): string | null {
  if (sequence.at(-1) === joiner) return null
  const full = sequence.map((code) => code.toString(16)).join('-')
  if (keys.has(full)) return full
  const bare = sequence
    .filter((code) => code !== pictureSelector)
    .map((code) => code.toString(16))
    .join('-')
  return keys.has(bare) ? bare : null
}
