/** Names that Windows keeps for devices, with or without an extension. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i

/** File systems allow 255 bytes; the rest is for "(2)" and the extension. */
const maxBytes = 180

/**
 * A file name from a title, for any system and any platform's upload form: no separators, no control or direction characters,
 * not hidden, not reserved. `extension` without a dot. A title without a usable character becomes `fallback`.
 */
export function safeFileName(title: string, extension: string, fallback = 'lesson'): string {
  const cleaned = title
    .normalize('NFC')
    // Joiners are format characters, too, but Persian words and emoji need them.
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?:[\s.~-]|\u200c|\u200d)+/, '')
  const base = truncate(cleaned).replace(/(?:[\s.]|\u200c|\u200d)+$/, '')
  const isReserved = reserved.test(base.split('.')[0]?.trim() ?? '')
  const name = base === '' ? fallback : isReserved ? `${base.split('.').join('-')}-file` : base
  return `${name}.${extension}`
}

function truncate(text: string): string {
  const encoder = new TextEncoder()
  let bytes = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length
    if (bytes > maxBytes) break
    kept += segment
  }
  return kept
}

/** The first of "name.ext", "name (2).ext", … that `isTaken` does not know. */
export function freeFileName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  const dot = name.lastIndexOf('.')
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let number = 2; ; number += 1) {
    const candidate = `${base} (${number})${extension}`
    if (!isTaken(candidate)) return candidate
  }
}
