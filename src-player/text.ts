import english from './text/en.json'

export type Texts = typeof english
type PluralKey = { [Key in keyof Texts]: Texts[Key] extends string ? never : Key }[keyof Texts]
export type PlainKey = Exclude<keyof Texts, PluralKey>

/** One JSON a language in the folder `text`; English is complete and stands in for the rest. */
const catalogue: Readonly<Record<string, { readonly texts: Texts; readonly direction: 'ltr' | 'rtl' }>> = {
  en: { texts: english, direction: 'ltr' },
}

type Params = Readonly<Record<string, string | number>>

/** Speaks the player's own words: in the lesson's language where it can, else in English. */
export type Translator = {
  /** BCP 47, of the player's words. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly say: (key: PlainKey, params?: Params) => string
  /** The pieces of a text around something of another language. */
  readonly sayAround: <Part>(key: PlainKey, parts: Readonly<Record<string, Part>>) => readonly (string | Part)[]
  readonly count: (key: PluralKey, count: number) => string
  readonly percent: (value: number) => string
  /** Of a day such as "2027-05-31". */
  readonly date: (day: string) => string
}

export function createTranslator(language: string): Translator {
  const known = catalogue[language.split('-')[0]?.toLowerCase() ?? '']
  const { texts, direction } = known ?? { texts: english, direction: 'ltr' }
  const spoken = known ? language : 'en'
  const plural = new Intl.PluralRules(spoken)
  const number = new Intl.NumberFormat(spoken, { maximumFractionDigits: 2 })
  const dates = new Intl.DateTimeFormat(spoken, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const say = (key: PlainKey, params: Params = {}) => fill(texts[key], params)
  return {
    language: spoken,
    direction,
    say,
    sayAround: (key, parts) => texts[key].split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 1 && parts[piece]) || piece),
    count: (key, count) => fill(texts[key][plural.select(count) === 'one' ? 'one' : 'other'], { count: number.format(count) }),
    date: (day) => dates.format(new Date(`${day}T00:00:00Z`)),
    percent: (value) => say('percent', { percent: number.format(Math.floor(value)) }),
  }
}

function fill(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** Minutes and seconds, rounded down, as a clock shows them. */
export function formatClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
