const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const smallOrdinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  )
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const tenOrdinals = '- - twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ')

// "A thirty second clip" is no date.
smallOrdinals[2] = '-'

/** Words that stand inside a number. */
const joiners: ReadonlySet<string> = new Set(['hundred', 'thousand', 'and', 'point'])

/** Whether a word (small letters, no punctuation) can be part of a number in English. */
export function isEnglishNumberWord(word: string): boolean {
  return (
    small.includes(word) || tens.includes(word) || smallOrdinals.includes(word) || tenOrdinals.includes(word) || joiners.has(word)
  )
}

type Read = { readonly value: number; readonly next: number }

/**
 * The digits for number words that are one number as a whole, such as "one hundred and five", "twenty first", "three point one four" or
 * the year "nineteen eighty four"; null for anything else, such as "one two three".
 */
export function readEnglishNumber(words: readonly string[]): string | null {
  const last = words.at(-1) ?? ''
  const ordinal = ordinalAsCardinal(last)
  if (ordinal !== null && words.length > 1) {
    const value = readWhole([...words.slice(0, -1), ordinal])
    return value === null ? null : `${formatNumber(value)}${ordinalEnding(value)}`
  }
  const point = words.indexOf('point')
  if (point >= 0) {
    const whole = readWhole(words.slice(0, point))
    const digits = words.slice(point + 1).map((word) => small.indexOf(word))
    const isDecimal = digits.length > 0 && digits.every((digit) => digit >= 0 && digit <= 9)
    return whole === null || !isDecimal ? null : `${formatNumber(whole)}.${digits.join('')}`
  }
  const value = readWhole(words)
  return value === null ? readYear(words) : formatNumber(value)
}

function readWhole(words: readonly string[]): number | null {
  const first = readHundreds(words, 0)
  if (!first) return null
  if (first.next === words.length) return first.value
  if (words[first.next] !== 'thousand') return null
  const thousands = first.value * 1000
  const at = first.next + 1
  if (at === words.length) return first.value === 0 ? null : thousands
  const rest = readHundreds(words, words[at] === 'and' ? at + 1 : at)
  return rest?.next === words.length && rest.value > 0 && first.value > 0 ? thousands + rest.value : null
}

/** Up to 999, and "nineteen hundred". */
function readHundreds(words: readonly string[], from: number): Read | null {
  const first = readTens(words, from)
  if (!first || words[first.next] !== 'hundred') return first
  const isHundreds = (first.value > 0 && first.value < 10) || (first.value > 10 && first.value < 20)
  if (!isHundreds) return null
  const at = first.next + 1
  const hundreds = first.value * 100
  const rest = readTens(words, words[at] === 'and' ? at + 1 : at)
  return rest && rest.value > 0 ? { value: hundreds + rest.value, next: rest.next } : { value: hundreds, next: at }
}

/** Up to 99. */
function readTens(words: readonly string[], from: number): Read | null {
  const word = words[from] ?? ''
  const unit = small.indexOf(word)
  if (unit >= 0) return { value: unit, next: from + 1 }
  const ten = tens.indexOf(word)
  if (ten < 2) return null
  const after = small.indexOf(words[from + 1] ?? '')
  return after > 0 && after < 10 ? { value: ten * 10 + after, next: from + 2 } : { value: ten * 10, next: from + 1 }
}

/** "nineteen eighty four", "twenty twenty". */
function readYear(words: readonly string[]): string | null {
  const century = readTens(words, 0)
  const year = century && readTens(words, century.next)
  if (!year || year.next !== words.length || year.value < 10) return null
  return century.value >= 11 && century.value <= 20 ? `${century.value}${year.value}` : null
}

function ordinalAsCardinal(word: string): string | null {
  const unit = smallOrdinals.indexOf(word)
  if (unit > 0) return small[unit] ?? null
  const ten = tenOrdinals.indexOf(word)
  return ten > 1 ? (tens[ten] ?? null) : null
}

function ordinalEnding(value: number): string {
  const teen = value % 100
  if (teen >= 11 && teen <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}

/** Years have four digits without a comma. */
function formatNumber(value: number): string {
  const digits = String(value)
  return value < 10_000 ? digits : `${digits.slice(0, -3)},${digits.slice(-3)}`
}
