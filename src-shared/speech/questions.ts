const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** In English the verb comes second in a question: "What do you see", not "What you see". */
const english = {
  askers: setOf('what why how who whose where when which'),
  helpers: setOf(
    "do does did can could is are was were would will should shall may might must has have had am isn't aren't don't doesn't didn't can't won't",
  ),
  subjects: setOf('i you he she it we they the a an this that these those there my your his her its our their anyone anybody'),
  /** "How many planets are there". */
  measures: setOf('many much long far big old often fast high deep large tall heavy about come'),
} as const

/** Words that open a question where a sentence begins with them, by language; others end in a full stop. */
const openers: Readonly<Record<string, ReadonlySet<string>>> = {
  nl: setOf('wat waarom hoe wie waar wanneer welke welk'),
  de: setOf('was warum wieso weshalb wie wer wo wann welche welcher welches'),
  fr: setOf('pourquoi comment qui où quand quel quelle quels quelles est-ce'),
  es: setOf('qué cómo quién dónde cuándo cuál cuántos cuántas'),
  it: setOf('cosa perché come chi dove quando quale quali'),
}

/** Whether a sentence (bare words in small letters) asks, as far as its beginning tells; `base` is the first part of its language's tag. */
export function beginsQuestion(words: readonly string[], base: string): boolean {
  const [first = '', second = ''] = words
  if (base !== 'en') return openers[base]?.has(first) === true
  if (english.helpers.has(first)) return english.subjects.has(second)
  if (/^(?:what|who|where|how|when|why)['’]s$/u.test(first)) return true
  if (!english.askers.has(first))
    return ['and', 'but', 'so'].includes(first) && words.length > 3 && beginsQuestion(words.slice(1), base)
  if (first === 'who' || first === 'which') return words.length <= 8 || english.helpers.has(second)
  return english.helpers.has(second) || (first === 'how' && english.measures.has(second))
}
