const longestSlug = 40

/**
 * An id for something that has none: readable letters of its text and a hash of all of it, so that the same text gives the
 * same id on every machine and other texts give others.
 */
export function deriveId(text: string, fallback: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '')
  return `${slug === '' ? fallback : slug}-${hashText(text.normalize('NFC'))}`
}

/** The id itself, or with "-2", "-3" … where it is taken; remembers it. */
export function takeId(id: string, taken: Set<string>): string {
  let free = id
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`
  taken.add(free)
  return free
}

/** 64 bits of FNV-1a over UTF-16 units (isthe.com/chongo/tech/comp/fnv), in base 36. */
function hashText(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index))
    hash = BigInt.asUintN(64, hash * 0x100000001b3n)
  }
  return hash.toString(36).padStart(13, '0').slice(-10)
}
