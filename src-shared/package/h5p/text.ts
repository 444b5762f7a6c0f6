const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  // Placeholders of H5P, as in "@score" and ":num".
  '@': '&#64;',
}

/**
 * Text of users for any field of H5P: all of them are HTML, and platforms escape what is not escaped yet. What XML cannot hold
 * (control characters, half characters) goes.
 */
export function escapeH5p(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"'@]/g, (character) => entities[character] ?? character)
}

/** Paragraphs of HTML, a line each; nothing for text without words. */
export function writeParagraphs(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `<p>${escapeH5p(line)}</p>`)
    .join('')
}

/** Platforms cut what is longer, in the middle of an entity if need be: escaped text of at most that many characters. */
export function escapeWithin(text: string, mostCharacters: number): string {
  const whole = escapeH5p(text)
  if (whole.length <= mostCharacters) return whole
  let cut = ''
  for (const character of text) {
    const next = cut + escapeH5p(character)
    if (next.length > mostCharacters - 1) break
    cut = next
  }
  return `${cut.trimEnd()}…`
}

/** Signs that mean something between the asterisks of Blanks and DragText; as entities they are letters. */
export function escapeGap(text: string): string {
  return escapeH5p(text.replaceAll(/\s+/g, ' ').trim()).replace(/[*/:\\]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Text around gaps, in which an asterisk would open one. */
export function escapeAroundGaps(text: string): string {
  return escapeH5p(text).replaceAll('*', '&#42;')
}
