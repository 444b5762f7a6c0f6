import { analyse } from 'chardet'

/** Text, what it was read as, and whether that is a guess. */
export type DecodedText = { readonly text: string; readonly encoding: string; readonly guessed: boolean }

/** Reads text by its byte order mark, as UTF-8, as UTF-16 without a mark, or in the most likely older encoding. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = readMark(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked, guessed: false }
  const utf8 = tryDecode(bytes, 'utf-8')
  // UTF-16 of Latin letters is valid UTF-8, full of zero bytes.
  const wide = guessUtf16(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, guessed: true }
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', guessed: false }
  return { ...guessOldEncoding(bytes), guessed: true }
}

/** Below this chardet only says that the bytes could be of an encoding. */
const leastConfidence = 15
const western = 'windows-1252'

/** Characters that a wrong table produces but captions do not hold: boxes, private ones, and a letter of Asia within a Latin word. */
const implausible =
  /[\p{Co}\p{Cn}\u0080-\u009f\u2500-\u259f\ufffd]|[A-Za-z][\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]+[a-z]/u

function guessOldEncoding(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const sample = tellingLines(bytes)
  const isAscii = isMostlyAscii(sample)
  const likely = analyse(sample)
    .filter(({ confidence }) => confidence >= leastConfidence || !isAscii)
    // Windows' own superset names the same letters and the curly quotes besides.
    .map(({ name }) => (name === 'ISO-8859-1' ? western : name))
    .filter((encoding) => encoding !== 'ASCII')
  const encodings = [...likely, western]
  const plausible = encodings.filter((encoding) => {
    const text = tryDecode(sample, encoding)
    return text !== null && !implausible.test(text)
  })
  for (const encoding of [...plausible, ...encodings]) {
    const text = tryDecode(bytes, encoding)
    if (text !== null) return { text, encoding }
  }
  return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' }
}

/** The guess takes a second for each three megabytes; so much tells it as well. */
const tellingBytes = 64 * 1024

/** Of a long text the first lines that are more than ASCII; no letter of an older encoding holds a line end. */
function tellingLines(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= tellingBytes) return bytes
  const lines: Uint8Array[] = []
  let length = 0
  for (let at = 0; at < bytes.length && length < tellingBytes;) {
    const next = bytes.indexOf(0x0a, at) + 1
    const line = bytes.subarray(at, Math.min(next === 0 ? bytes.length : next, at + tellingBytes))
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line)
      length += line.length
    }
    at = next === 0 ? bytes.length : next
  }
  return Buffer.concat(lines)
}

/** Few accents among many plain letters: a language of Western Europe, when nothing else is known. */
function isMostlyAscii(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte >= 0x80).length
  const plain = bytes.filter((byte) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a).length
  return high <= plain
}

function readMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return null
}

const sampleBytes = 4096

/** Caption files hold digits and line ends, whose second byte is zero. */
function guessUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleBytes)
  const even = sample.filter((byte, index) => byte === 0 && index % 2 === 0).length
  const odd = sample.filter((byte, index) => byte === 0 && index % 2 === 1).length
  const many = sample.length / 8
  if (odd > many && even < odd / 8) return 'utf-16le'
  if (even > many && odd < even / 8) return 'utf-16be'
  return null
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (thrown) {
    // A RangeError is an encoding this runtime does not know, a TypeError bytes that are not of it.
    if (thrown instanceof RangeError || thrown instanceof TypeError) return null
    throw thrown
  }
}
