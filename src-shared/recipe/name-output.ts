/** Most file systems take 255 bytes; an ending and a number come behind. */
const mostBytes = 180
/** Of Windows, with any ending (learn.microsoft.com, "Naming Files"). */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** A name that every system takes as one file, without its ending; letters it does not take become "-". */
export function safeName(written: string): string {
  const plain = written
    .normalize('NFC')
    // Joiners are part of words and emoji; other marks nobody sees could make two names look alike.
    .replace(/(?![\s\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/^[ .\u200c\u200d]+|[ .\u200c\u200d]+$/g, '')
  const short = shorten(plain).replace(/[ .\u200c\u200d]+$/, '')
  if (short === '') return 'lesson'
  return reserved.test(short) ? `_${short}` : short
}

/** Of folders inside the results, none of which leads out of them. */
export function safeFolder(written: string): string {
  return written
    .split(/[\\/]/)
    .filter((part) => part.trim() !== '' && part.trim() !== '.' && part.trim() !== '..')
    .map(safeName)
    .join('/')
}

function shorten(text: string): string {
  let bytes = 0
  let kept = ''
  for (const letter of text) {
    bytes += utf8Length(letter)
    if (bytes > mostBytes) return kept
    kept += letter
  }
  return kept
}

function utf8Length(letter: string): number {
  const point = letter.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

export type NamedRow = { readonly key: string; readonly outputs: readonly string[] }

/** Names that several rows would write, whatever the case of their letters; by the keys of those rows. */
export function findDoubles(rows: readonly NamedRow[]): ReadonlyMap<string, readonly string[]> {
  const writers = new Map<string, string[]>()
  for (const { key, outputs } of rows)
    for (const output of outputs) {
      const name = output.normalize('NFC').toLowerCase()
      const known = writers.get(name)
      if (known) known.push(key)
      else writers.set(name, [key])
    }
  return new Map([...writers].filter(([, keys]) => keys.length > 1))
}
