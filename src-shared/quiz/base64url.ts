const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** UTF-8 as base64url without padding: letters that every platform stores unchanged. */
export function textToBase64url(text: string): string {
  const bytes = utf8Bytes(text)
  let encoded = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3)
    encoded += alphabet.charAt(first >> 2) + alphabet.charAt(((first & 3) << 4) | ((second ?? 0) >> 4))
    if (second !== undefined) encoded += alphabet.charAt(((second & 15) << 2) | ((third ?? 0) >> 6))
    if (third !== undefined) encoded += alphabet.charAt(third & 63)
  }
  return encoded
}

/** The inverse; null for what it did not make. */
export function base64urlToText(encoded: string): string | null {
  let percent = ''
  let bits = 0
  let width = 0
  for (const letter of encoded) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xffff
    width += 6
    if (width < 8) continue
    width -= 8
    percent += `%${((bits >> width) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(percent)
  } catch {
    return null
  }
}

/** The longest beginning of a text whose encoding has at most `maxLength` characters; never half a character. */
export function cutForBase64url(text: string, maxLength: number): string {
  let kept = ''
  let bytes = 0
  for (const character of text) {
    bytes += utf8Bytes(character).length
    if (Math.ceil((bytes * 4) / 3) > maxLength) break
    kept += character
  }
  return kept
}

/** How long a text is in UTF-8. */
export function countBytes(text: string): number {
  return utf8Bytes(text).length
}

function utf8Bytes(text: string): readonly number[] {
  // A lone half of a surrogate pair (a broken paste) has no UTF-8.
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd')
  const percent = encodeURIComponent(whole)
  const bytes: number[] = []
  for (let index = 0; index < percent.length; index += 1) {
    if (percent.charAt(index) === '%') {
      bytes.push(Number.parseInt(percent.slice(index + 1, index + 3), 16))
      index += 2
    } else bytes.push(percent.charCodeAt(index))
  }
  return bytes
}
