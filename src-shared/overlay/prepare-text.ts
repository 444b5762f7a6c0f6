import { joinText } from '../project/join-text.ts'

/** Controls, soft hyphens and byte order marks draw nothing and would only disturb line breaking. */
// oxlint-disable-next-line no-control-regex
const disturbing = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\ufeff]/g

/** Text as it is laid out: well-formed, composed (NFC), one space between words, lines without empty ones. */
export function prepareLines(text: string): readonly string[] {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(disturbing, '')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
}

const speakerDash = /^[-\u2010-\u2015\u2022]/
/**
 * Joins lines that were broken for another width; a line that opens with a speaker's dash stays on its own, and so does
 * what came before it. Chinese and Japanese are joined without a space.
 */
export function joinLines(lines: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last === undefined || speakerDash.test(line)) joined.push(line)
    else joined[joined.length - 1] = joinText(last, line)
  }
  return joined
}
