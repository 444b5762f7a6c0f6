import english from './text/en.json'

export type Texts = typeof english
type PluralKey = { [Key in keyof Texts]: Texts[Key] extends string ? never : Key }[keyof Texts]
export type PlainKey = Exclude<keyof Texts, PluralKey>

/** One JSON a language in the folder `text`; English is complete and stands in for the rest. */
const catalogue: Readonly<Record<string, Texts>> = { en: english }

type Params = Readonly<Record<string, string | number>>

export type Translator = {
  readonly say: (key: PlainKey, params?: Params) => string
  readonly count: (key: PluralKey, count: number) => string
  readonly percent: (value: number) => string
}

export function createTranslator(language: string): Translator {
  const texts = catalogue[language.split('-')[0]?.toLowerCase() ?? ''] ?? english
  const plural = new Intl.PluralRules(texts === english ? 'en' : language)
  const number = new Intl.NumberFormat(texts === english ? 'en' : language, { maximumFractionDigits: 2 })
  const say = (key: PlainKey, params: Params = {}) => fill(texts[key], params)
  return {
    say,
    count: (key, count) => fill(texts[key][plural.select(count) === 'one' ? 'one' : 'other'], { count: number.format(count) }),
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
