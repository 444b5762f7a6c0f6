import type { NumberReader } from './number-reader.ts'

const list = (words: string): readonly (readonly string[])[] => words.split(' ').map((each) => each.split('|'))

/** As they are said of men and of women, in every case; without marks, and each letter in its plainest form. */
const ones = list(
  'صفر واحد|واحده|احد|احدي اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي ثلاثه|ثلاث اربعه|اربع خمسه|خمس سته|ست سبعه|سبع ثمانيه|ثماني|ثمان تسعه|تسع عشره|عشر',
)
const tens = list('- - عشرون|عشرين ثلاثون|ثلاثين اربعون|اربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين')
const hundred = ['مئه', 'مائه']
const twoHundred = ['مئتان', 'مئتين', 'مائتان', 'مائتين']
const thousand = ['الف', 'الفا', 'الاف']
const twoThousand = ['الفان', 'الفين']
const point = 'فاصله'
const and = 'و'

const simple = new Map<string, number>()
ones.forEach((forms, value) => forms.forEach((form) => simple.set(form, value)))
tens.forEach((forms, ten) => forms.forEach((form) => form !== '-' && simple.set(form, ten * 10)))
for (const form of hundred) simple.set(form, 100)
for (const form of twoHundred) simple.set(form, 200)
for (let count = 3; count < 10; count += 1)
  for (const head of ones[count] ?? []) for (const form of hundred) simple.set(head + form, count * 100)

const known: ReadonlySet<string> = new Set([...simple.keys(), ...thousand, ...twoThousand, point])

function plain(word: string): string {
  return word
    .normalize('NFC')
    .replace(/[\u064b-\u0652\u0670\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
}

/** A word of a number, and whether "and" is written together with it. */
type Token = { readonly word: string; readonly joined: boolean }

function toToken(written: string): Token | null {
  const word = plain(written)
  if (known.has(word)) return { word, joined: false }
  const bare = word.slice(and.length)
  return word.startsWith(and) && known.has(bare) ? { word: bare, joined: true } : null
}

type Read = { readonly value: number; readonly next: number }

/** Up to 99: "five and twenty", "five ten". */
function readTens(tokens: readonly Token[], from: number): Read | null {
  const first = simple.get(tokens[from]?.word ?? '')
  if (first === undefined || first > 99) return null
  const after = tokens[from + 1]
  const next = simple.get(after?.word ?? '') ?? 0
  if (first > 0 && first < 10 && after && !after.joined && next === 10) return { value: first + 10, next: from + 2 }
  if (first > 0 && first < 10 && after?.joined && next >= 20 && next < 100) return { value: first + next, next: from + 2 }
  return { value: first, next: from + 1 }
}

/** Up to 999: hundreds come first. */
function readHundreds(tokens: readonly Token[], from: number): Read | null {
  const first = simple.get(tokens[from]?.word ?? '') ?? 0
  const after = tokens[from + 1]
  const isCounted = first > 2 && first < 10 && after && !after.joined && hundred.includes(after.word)
  if (first < 100 && !isCounted) return readTens(tokens, from)
  const [hundreds, next] = isCounted ? [first * 100, from + 2] : [first, from + 1]
  const rest = tokens[next]?.joined ? readTens(tokens, next) : null
  return rest && rest.value > 0 ? { value: hundreds + rest.value, next: rest.next } : { value: hundreds, next }
}

function readWhole(tokens: readonly Token[]): number | null {
  const isAlone = (forms: readonly string[]): boolean => forms.includes(tokens[0]?.word ?? '')
  const count = readHundreds(tokens, 0)
  const counted = count && tokens[count.next]
  const thousands = isAlone(twoThousand)
    ? { value: 2000, next: 1 }
    : isAlone(['الف'])
      ? { value: 1000, next: 1 }
      : count && count.value > 2 && counted && !counted.joined && thousand.includes(counted.word)
        ? { value: count.value * 1000, next: count.next + 1 }
        : null
  const rest = thousands ? (tokens[thousands.next]?.joined ? readHundreds(tokens, thousands.next) : null) : count
  const [value, next] = [(thousands?.value ?? 0) + (rest?.value ?? 0), rest?.next ?? thousands?.next]
  return next === tokens.length ? value : null
}

/** Digits behind the point: a number, with the zeros that are said before it. */
function readFraction(tokens: readonly Token[]): string | null {
  const [first, ...rest] = tokens
  if (!first) return null
  if (rest.length === 0 || simple.get(first.word) !== 0) return readWhole(tokens)?.toString() ?? null
  const digits = rest[0]?.joined ? null : readFraction(rest)
  return digits === null ? null : `0${digits}`
}

/** Numbers in Arabic, where "and" is part of the word behind it. Ordinals have the article, "the five and twenty", and stay words. */
export const arabicNumbers: NumberReader = {
  isPart: (word) => toToken(word) !== null,
  isJoiner: (word) => plain(word) === point,
  isArticle: () => false,
  read(words) {
    const tokens = words.flatMap((word, index) => {
      // "And one" of "and one ten" is written like "one".
      const isEleven = index > 0 && plain(word) === 'واحد' && ones[10]?.includes(plain(words[index + 1] ?? ''))
      return isEleven ? { word: 'احد', joined: true } : (toToken(word) ?? [])
    })
    // "... and twenty": what it goes on from was no number on its own, such as "with five".
    if (tokens.length < words.length || tokens[0]?.joined) return null
    // Said in passing: "a thousand thanks".
    if (tokens.length === 1 && [...hundred, 'الف'].includes(tokens[0]?.word ?? '')) return null
    const comma = tokens.findIndex(({ word }) => word === point)
    if (comma >= 0) {
      const [whole, fraction] = [readWhole(tokens.slice(0, comma)), readFraction(tokens.slice(comma + 1))]
      return whole === null || fraction === null ? null : `${whole}.${fraction}`
    }
    const value = readWhole(tokens)
    if (value === null) return null
    const digits = String(value)
    return value < 10_000 ? digits : `${digits.slice(0, -3)},${digits.slice(-3)}`
  },
}
