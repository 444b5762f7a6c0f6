import { arabicNumbers } from './arabic-numbers.ts'
import type { NumberReader } from './number-reader.ts'

/** How numbers are said in a language: every way to say 0 to 999, as written, parts one after the other. */
type Spelling = {
  readonly say: (value: number) => readonly string[]
  readonly thousand: string
  readonly point: string
  /** What stands between hundreds, tens and ones as a word of its own; a number neither begins nor ends with it. */
  readonly and: string
  /** What groups of three digits stand apart by, from 10,000 on. */
  readonly group: string
  /** Words that are articles as well: part of a number only where the words around them make one with it. */
  readonly articles: readonly string[]
  /** Round numbers that are said in passing, "a hundred thanks": alone they stay words. */
  readonly passing: readonly string[]
  /** Words that stand only inside numbers of several words. */
  readonly inside?: readonly string[]
  /**
   * How a number from 0 to 999 is said as an ordinal, where one is made of several words or begins as a number does. They stay words:
   * "een honderdste" may be a hundredth as well.
   */
  readonly sayOrdinal?: (value: number) => readonly string[]
}

const list = (words: string): readonly string[] => words.split(' ')
const at = (words: readonly string[], index: number): string => words[index] ?? ''

/** As German and Dutch say tens: the ones first. */
function onesFirst(small: readonly string[], tens: readonly string[], joint: string, hundred: string) {
  const below100 = (value: number): string =>
    value < 20
      ? at(small, value)
      : value % 10 === 0
        ? at(tens, value / 10)
        : `${at(small, value % 10)}${joint}${at(tens, Math.floor(value / 10))}`
  return (value: number): readonly string[] => {
    if (value < 100) return [below100(value)]
    const [hundreds, rest] = [Math.floor(value / 100), value % 100]
    const heads = hundreds === 1 ? [hundred, `${at(small, 1)}${hundred}`] : [`${at(small, hundreds)}${hundred}`]
    const tails = rest === 0 ? [''] : [below100(rest), `${joint}${below100(rest)}`]
    return heads.flatMap((head) => tails.map((tail) => head + tail))
  }
}

/** One that ends a number may be said otherwise than one that goes on. */
const withLast = (say: (value: number) => readonly string[], one: string, ending: string) => (value: number) =>
  say(value).flatMap((word) => (word.endsWith(one) ? [word, word.slice(0, -one.length) + ending] : [word]))

const german = onesFirst(
  list(
    'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  ),
  list('- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'),
  'und',
  'hundert',
)
const dutch = onesFirst(
  list(
    'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
  ),
  list('- - twintig dertig veertig vijftig zestig zeventig tachtig negentig'),
  'en',
  'honderd',
)

const dutchOrdinals = list(
  'nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende',
)

function dutchOrdinal(value: number): readonly string[] {
  const rest = value % 100
  if (rest >= 20 || rest === 0) return dutch(value).map((said) => `${said}ste`)
  const cardinal = dutch(rest)[0] ?? ''
  return dutch(value).map((said) => said.slice(0, -cardinal.length) + at(dutchOrdinals, rest))
}

const spanishSmall = list(
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
)
const spanishTens = list('- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa')
const spanishHundreds = list(
  '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
)

function spanish(value: number): readonly string[] {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const ones = rest % 10 === 0 ? '' : `y${at(spanishSmall, rest % 10)}`
  const tail = rest < 30 ? at(spanishSmall, rest) : `${at(spanishTens, Math.floor(rest / 10))}${ones}`
  if (hundreds === 0) return [tail, tail.replace(/uno$/u, 'ún'), tail.replace(/uno$/u, 'un'), tail.replace(/uno$/u, 'una')]
  if (value === 100) return ['cien']
  const heads = [at(spanishHundreds, hundreds), at(spanishHundreds, hundreds).replace(/os$/u, 'as')]
  return heads.flatMap((head) =>
    rest === 0 ? [head] : ['uno', 'un', 'una'].map((one) => `${head}${tail.replace(/uno$/u, one)}`),
  )
}

const frenchSmall = list(
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf',
)
const frenchTens = list('- - vingt trente quarante cinquante soixante')

function french100(value: number): readonly string[] {
  if (value < 20) return [at(frenchSmall, value)]
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const join = (ten: string, rest: number, et: boolean): string =>
    `${ten}${et ? 'et' : ''}${rest === 0 ? '' : at(frenchSmall, rest)}`
  if (tens < 7) return [join(at(frenchTens, tens), ones, ones === 1)]
  const [regional, base] =
    tens === 7 ? (['septante', 60] as const) : tens === 8 ? (['huitante', 80] as const) : (['nonante', 80] as const)
  const usual =
    base === 60 ? join('soixante', value - 60, value === 71) : `quatrevingt${value === 80 ? 's' : at(frenchSmall, value - 80)}`
  return [usual, join(regional, ones, ones === 1), ...(value === 80 ? ['quatrevingt'] : [])]
}

function french(value: number): readonly string[] {
  if (value < 100) return french100(value)
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const head = `${hundreds === 1 ? '' : at(frenchSmall, hundreds)}cent`
  return rest === 0 ? [head, `${head}s`] : french100(rest).flatMap((tail) => [head + tail, `${head}s${tail}`])
}

function frenchOrdinal(value: number): readonly string[] {
  return french(value).map(
    (said) =>
      `${said
        .replace(/e$/u, '')
        .replace(/q$/u, 'qu')
        .replace(/f$/u, 'v')
        .replace(/(?<=cent|vingt)s$/u, '')}ième`,
  )
}

const italianSmall = list(
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
)
const italianTens = list('- - venti trenta quaranta cinquanta sessanta settanta ottanta novanta')

function italian(value: number): readonly string[] {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const ten = at(italianTens, Math.floor(rest / 10))
  const ones = rest % 10
  const joined = ones === 0 ? ten : `${ones === 1 || ones === 8 ? ten.slice(0, -1) : ten}${at(italianSmall, ones)}`
  const tails = rest < 20 ? [at(italianSmall, rest)] : ones === 3 ? [joined, joined.replace(/tre$/u, 'tré')] : [joined]
  if (hundreds === 0) return tails
  const head = `${hundreds === 1 ? '' : at(italianSmall, hundreds)}cento`
  if (rest === 0) return [head]
  return tails.flatMap((tail) => [head + tail, ...(tail.startsWith('o') ? [head.slice(0, -1) + tail] : [])])
}

const spellings: Readonly<Record<string, Spelling>> = {
  de: {
    say: withLast(german, 'ein', 'eins'),
    ...{ thousand: 'tausend', point: 'komma', and: 'und', group: '.', articles: ['ein'], passing: ['hundert', 'tausend'] },
  },
  nl: {
    say: dutch,
    sayOrdinal: dutchOrdinal,
    ...{ thousand: 'duizend', point: 'komma', and: 'en', group: '.', articles: ['een'], passing: ['honderd', 'duizend'] },
  },
  es: {
    say: spanish,
    ...{
      thousand: 'mil',
      point: 'coma',
      and: 'y',
      group: '.',
      articles: ['un', 'una', 'uno'],
      passing: ['cien', 'ciento', 'mil'],
    },
  },
  fr: {
    say: withLast(french, 'un', 'une'),
    sayOrdinal: frenchOrdinal,
    ...{
      thousand: 'mille',
      point: 'virgule',
      and: 'et',
      group: '\u202f',
      articles: ['un', 'une'],
      passing: ['cent', 'cents', 'mille'],
      inside: ['vingts'],
    },
  },
  it: {
    say: italian,
    ...{ thousand: 'mil(?:le|a)', point: 'virgola', and: 'e', group: '.', articles: ['uno'], passing: ['cento', 'mille'] },
  },
}

/** Vosk writes "dreiundzwanzig" in one word or in three, with or without marks over letters. */
function plain(words: readonly string[]): string {
  return words
    .join('')
    .replace(/-/gu, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/ß/gu, 'ss')
}

function createReader({ inside = [], sayOrdinal, say, thousand, point, and, group, articles, passing }: Spelling): NumberReader {
  const values = new Map<string, number>()
  for (let value = 0; value < 1000; value += 1) for (const said of say(value)) values.set(plain([said]), value)
  const ordinals = new Set<string>()
  for (let value = 0; value < 1000; value += 1) for (const said of sayOrdinal?.(value) ?? []) ordinals.add(plain([said]))
  // Years: "neunzehnhundertvierundachtzig".
  const centuries = /^(?<century>.+?)(?:hundert|honderd)(?<rest>.*)$/u
  const thousands = new RegExp(`^(?<count>.*?)${thousand}(?<rest>.*)$`, 'u')
  const parts = new Set([...values.keys(), ...inside])

  function readWhole(said: string): number | null {
    const small = values.get(said)
    if (small !== undefined) return small
    const { count = null, rest = '' } = thousands.exec(said)?.groups ?? {}
    if (count !== null) {
      const [many, few] = [count === '' ? 1 : values.get(count), rest === '' ? 0 : values.get(rest)]
      return many !== undefined && few !== undefined && many > 0 && (rest === '' || few > 0) ? many * 1000 + few : null
    }
    const { century = '', rest: year = '' } = centuries.exec(said)?.groups ?? {}
    const [hundreds, left] = [values.get(century), year === '' ? 0 : values.get(year)]
    return hundreds !== undefined && left !== undefined && hundreds > 10 && hundreds < 20 && left < 100
      ? hundreds * 100 + left
      : null
  }

  return {
    isPart: (word) =>
      word === and ||
      word === point ||
      parts.has(plain([word])) ||
      ordinals.has(plain([word])) ||
      readWhole(plain([word])) !== null ||
      passing.includes(word),
    isJoiner: (word) => word === and || word === point,
    isArticle: (word) => articles.includes(word),
    isOrdinal: (words) => ordinals.has(plain(words)),
    read(words) {
      if (words.length === 1 && passing.includes(words[0] ?? '')) return null
      const comma = words.indexOf(point)
      if (comma >= 0) {
        const whole = readWhole(plain(words.slice(0, comma)))
        const said = words.slice(comma + 1)
        const digits = said.map((word) => values.get(plain([word])) ?? 10)
        // "Trois virgule quatorze" as well as "drei komma eins vier".
        const fraction = digits.some((digit) => digit > 9) ? readWhole(plain(said)) : digits.join('')
        return whole === null || fraction === null || said.length === 0 ? null : `${whole},${fraction}`
      }
      const value = readWhole(plain(words))
      if (value === null) return null
      const digits = String(value)
      return value < 10_000 ? digits : `${digits.slice(0, -3)}${group}${digits.slice(-3)}`
    },
  }
}

const readers = new Map<string, NumberReader>()

/** Of a language (its first subtag): German, Dutch, Spanish, French, Italian or Arabic; null for others. */
export function numberReader(language: string): NumberReader | null {
  if (language === 'ar') return arabicNumbers
  const spelling = spellings[language]
  if (!spelling) return null
  const reader = readers.get(language) ?? createReader(spelling)
  readers.set(language, reader)
  return reader
}
