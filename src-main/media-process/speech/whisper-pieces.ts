import type { SpokenWord } from '#shared/speech/transcript.ts'
import { wordStart } from '#shared/speech/word-start.ts'
import { millisecondsToTicks, ticks } from '#shared/time/ticks.ts'

/** What Whisper wrote at a time: a word, or a piece of one, whose bytes may end within a character. Times are on the filter's clock. */
export type WhisperPiece = {
  readonly startMs: number
  readonly endMs: number
  readonly bytes: Uint8Array
  /** Whether a word begins with it; null where the model's file does not tell. */
  readonly starts: boolean | null
}

/** The filter does not escape what it writes: a quotation mark in a word is no end. */
const linePattern = /^\{"start":(-?\d+),"end":(-?\d+),"text":"(.*)"\}$/su

/** A line that the filter wrote, without its end; null where it is none. Bytes, because a character may be spread over two lines. */
export function readPiece(line: Buffer, marked: boolean): WhisperPiece | null {
  const [, start, end, text] = linePattern.exec(line.toString('latin1')) ?? []
  if (start === undefined || end === undefined || text === undefined) return null
  const bytes = Buffer.from(text, 'latin1')
  const starts = marked ? bytes[0] === wordStart : null
  return { startMs: Number(start), endMs: Number(end), bytes: starts ? bytes.subarray(1) : bytes, starts }
}

/** Scripts without spaces between words: each of their characters can stand alone. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const punctuation = /^[\p{P}\p{S}]+$/u
/** Signs that belong to the word behind them. */
const opening = /^[\p{Ps}\p{Pi}¿¡"'$£€#]+$/u
/** What Whisper writes for sounds that are no speech: "[Music]", "(applause)", "♪". */
const openNote = /^[[(（【♪♫*]/u
const closedNote = /^(?:\[.*\]|\(.*\)|（.*）|【.*】|\*.*\*|[♪♫].*)$/su
/** A note of more words is somebody who speaks of something in brackets. */
const mostNoteWords = 6

/**
 * Words from the pieces of one window, in order: pieces that belong to one word joined, signs put to their words, notes of sounds left
 * out. `place` puts a time on the file's clock.
 */
export function joinPieces(pieces: readonly WhisperPiece[], place: (ms: number) => number): readonly SpokenWord[] {
  const groups: { pieces: WhisperPiece[]; text: string }[] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    if (last && belongs(piece, last.text)) {
      last.pieces.push(piece)
      last.text = decode(last.pieces)
    } else groups.push({ pieces: [piece], text: decode([piece]) })
  }
  const words = groups.flatMap(({ pieces: parts, text }): SpokenWord[] => {
    const clean = text.replaceAll('\uFFFD', '').trim()
    const [first, last] = [parts[0], parts.at(-1)]
    if (clean === '' || !first || !last) return []
    const startTicks = millisecondsToTicks(Math.round(place(first.startMs)))
    const endTicks = millisecondsToTicks(Math.round(place(last.endMs)))
    return [{ text: clean, startTicks, endTicks: ticks(Math.max(startTicks, endTicks)), confidence: null }]
  })
  return dropNotes(attachOpening(words))
}

const decode = (pieces: readonly WhisperPiece[]): string => Buffer.concat(pieces.map(({ bytes }) => bytes)).toString('utf8')

/** Whether a piece goes on with the word before it. */
function belongs(piece: WhisperPiece, before: string): boolean {
  // A character is not over yet.
  if (before.endsWith('\uFFFD')) return true
  const text = decode([piece])
  if (piece.starts === true) return false
  // It begins within a character, or ends one that the model wrote in its own way.
  if (text.startsWith('\uFFFD')) return false
  if (punctuation.test(text) && !opening.test(text)) return true
  if (piece.starts === null) return false
  return !(unspaced.test(text) || unspaced.test(before.at(-1) ?? ''))
}

/** A bracket or a question mark turned upside down stands before its word. */
function attachOpening(words: readonly SpokenWord[]): readonly SpokenWord[] {
  const result: SpokenWord[] = []
  for (const word of words) {
    const last = result.at(-1)
    if (last && opening.test(last.text))
      result[result.length - 1] = { ...word, text: last.text + word.text, startTicks: last.startTicks }
    else result.push(word)
  }
  return result
}

function dropNotes(words: readonly SpokenWord[]): readonly SpokenWord[] {
  const result: SpokenWord[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]
    if (!word) break
    const length = openNote.test(word.text) ? noteLength(words.slice(at, at + mostNoteWords)) : 0
    if (length > 0) at += length - 1
    else result.push(word)
  }
  return result
}

/** How many words the note that begins here has; 0 where none does. */
function noteLength(words: readonly SpokenWord[]): number {
  for (let count = 1; count <= words.length; count += 1) {
    const text = words
      .slice(0, count)
      .map((word) => word.text)
      .join(' ')
      .replace(/[.,!?]+$/u, '')
    if (closedNote.test(text)) return count
  }
  return 0
}

/** Said so often in a row, nobody said it: Whisper repeats itself where there is little to hear. */
const mostRepeats = 4
const longestPhrase = 8

/** The words without what repeats itself over and over; of such a run the first is kept. */
export function dropLoops(words: readonly SpokenWord[]): readonly SpokenWord[] {
  const texts = words.map(({ text }) => text.toLowerCase().replaceAll(/\p{P}/gu, ''))
  const result: SpokenWord[] = []
  for (let at = 0; at < words.length;) {
    const [length, repeats] = findLoop(texts, at)
    for (const word of words.slice(at, at + length)) result.push(word)
    at += length * repeats
  }
  return result
}

function findLoop(texts: readonly string[], at: number): readonly [length: number, repeats: number] {
  for (let length = 1; length <= longestPhrase; length += 1) {
    let repeats = 1
    while (sameAt(texts, at, at + repeats * length, length)) repeats += 1
    if (repeats > mostRepeats) return [length, repeats]
  }
  return [1, 1]
}

function sameAt(texts: readonly string[], a: number, b: number, length: number): boolean {
  if (b + length > texts.length) return false
  for (let offset = 0; offset < length; offset += 1) if (texts[a + offset] !== texts[b + offset]) return false
  return true
}
