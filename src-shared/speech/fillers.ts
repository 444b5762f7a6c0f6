/**
 * Sounds that people make while they look for words, by language, however long they draw them out. No word of the language is
 * among them: "er" is none in English but one in German, "eh" is none in Dutch but one in Italian.
 */
const fillers: Readonly<Record<string, RegExp>> = {
  en: /^(?:u+h*m+|u+h+|erm*|e+hm+|h+m+|m{3,})$/u,
  de: /^(?:ä+h*m*|ö+h+m*|e+hm+|h+m+|m{3,}|mh)$/u,
  nl: /^(?:u+h+m*|e+h+m*|h+m+|m{3,})$/u,
  fr: /^(?:e+u+h+|h+e+u+|h+u*m+|m{3,})$/u,
  es: /^(?:e{2,}h*|e+h+|e+m{2,}|h+m+|m{3,})$/u,
  it: /^(?:e+hm+|u+hm+|h+m+|m{3,})$/u,
  pt: /^(?:h+u*m+|ã+h+|é{2,}|m{3,})$/u,
  sv: /^(?:e+h+m*|ö+h+m*|h+m+|m{3,})$/u,
  da: /^(?:ø+h+m*|e+hm+|h+m+|m{3,})$/u,
  no: /^(?:e+h+m*|ø+h+m*|h+m+|m{3,})$/u,
  fi: /^(?:ö{2,}|e{2,}|h+m+|m{3,})$/u,
  pl: /^(?:y{2,}|e{2,}|h+m+|m{3,})$/u,
  cs: /^(?:e{2,}|e+hm+|h+m+|m{3,})$/u,
  tr: /^(?:e{2,}|ı{2,}|h+m+|m{3,})$/u,
  ru: /^(?:э+м*|м{2,}|гм+|хм+)$/u,
  uk: /^(?:е{2,}|ем+|м{2,}|гм+|хм+)$/u,
  ja: /^(?:え[ーえぇ〜]+と*|えっと[ー]*|あの[ー〜]+|う[ーぅ〜]+ん*|ん[ーん〜]+)$/u,
  zh: /^(?:呃+|嗯+|额{2,})$/u,
  ko: /^(?:음+|으음+|어{2,})$/u,
}

/** Real words that some people fill pauses with; found only where they are asked for. */
const crutches: Readonly<Record<string, readonly string[]>> = {
  en: ['like', 'basically', 'actually', 'literally'],
  de: ['halt', 'quasi', 'sozusagen', 'eigentlich'],
  nl: ['zeg', 'eigenlijk', 'gewoon', 'zeg maar'],
  fr: ['ben', 'bah', 'genre', 'enfin'],
  es: ['este', 'pues', 'bueno', 'o sea'],
  it: ['cioè', 'tipo', 'insomma', 'allora'],
  pt: ['tipo', 'então', 'bem'],
  ru: ['ну', 'типа', 'короче'],
  ja: ['あの', 'まあ', 'なんか'],
  zh: ['那个', '就是', '这个'],
  ko: ['저기', '그', '뭐'],
}

export type FillerKind = 'sound' | 'word'

/** Whether a word is a filler of a language (BCP 47); null where it is none. Marks around it do not count. */
export function fillerKind(text: string, language: string): FillerKind | null {
  const bare = text.toLowerCase().replaceAll(/[^\p{L}\p{M}ー〜]/gu, '')
  const base = language.split('-')[0]?.toLowerCase() ?? ''
  const known = base === 'nb' || base === 'nn' ? 'no' : base
  if (bare === '') return null
  if (fillers[known]?.test(bare)) return 'sound'
  return crutches[known]?.includes(bare) ? 'word' : null
}

/** What is looked for in a language, for who wants to know: a few of each kind. */
export function fillerExamples(language: string, kind: FillerKind): readonly string[] {
  const base = language.split('-')[0]?.toLowerCase() ?? ''
  const known = base === 'nb' || base === 'nn' ? 'no' : base
  return kind === 'sound' ? (examples[known] ?? []) : (crutches[known] ?? [])
}

const examples: Readonly<Record<string, readonly string[]>> = {
  en: ['um', 'uh', 'erm'],
  de: ['äh', 'ähm', 'öh'],
  nl: ['uh', 'uhm', 'eh'],
  fr: ['euh', 'heu', 'hum'],
  es: ['eh', 'eee', 'mmm'],
  it: ['ehm', 'uhm', 'mmm'],
  pt: ['hum', 'ãh', 'mmm'],
  sv: ['eh', 'öh', 'ehm'],
  da: ['øh', 'øhm', 'ehm'],
  no: ['eh', 'øh', 'ehm'],
  fi: ['öö', 'ee', 'mmm'],
  pl: ['yyy', 'eee', 'mmm'],
  cs: ['eee', 'ehm', 'hmm'],
  tr: ['eee', 'ııı', 'hmm'],
  ru: ['э', 'эм', 'ммм'],
  uk: ['еее', 'ем', 'ммм'],
  ja: ['えー', 'えっと', 'うーん'],
  zh: ['呃', '嗯'],
  ko: ['음', '어어'],
}
