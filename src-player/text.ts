import english from './text/en.json'

/** Forms of a text by number, as the language tells them apart (CLDR). */
type Forms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>
export type Texts = { readonly [Key in keyof typeof english]: (typeof english)[Key] extends string ? string : Forms }
type PluralKey = { [Key in keyof Texts]: Texts[Key] extends string ? never : Key }[keyof Texts]
export type PlainKey = Exclude<keyof Texts, PluralKey>

/** Words by primary language subtag; English is always there. */
export type Catalogue = Readonly<Record<string, Texts>>

const rightToLeft = new Set(['ar'])

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

/** `more`: what came beside English. */
export function createTranslator(language: string, more: Catalogue = {}): Translator {
  const primary = language.split('-')[0]?.toLowerCase() ?? ''
  const own = primary === 'en' ? english : more[primary]
  const texts: Texts = own ?? english
  const spoken = own ? language : 'en'
  const plural = new Intl.PluralRules(spoken)
  const number = new Intl.NumberFormat(spoken, { maximumFractionDigits: 2 })
  const dates = new Intl.DateTimeFormat(spoken, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const written = (params: Params): Params =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? number.format(value) : value]),
    )
  const say = (key: PlainKey, params: Params = {}) => fill(texts[key], written(params))
  return {
    language: spoken,
    direction: own && rightToLeft.has(primary) ? 'rtl' : 'ltr',
    say,
    sayAround: (key, parts) => texts[key].split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 1 && parts[piece]) || piece),
    count: (key, count) => fill(texts[key][plural.select(count)] ?? texts[key].other, { count: number.format(count) }),
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
