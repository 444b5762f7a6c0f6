import type { SpeechModel } from './models.ts'

const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

/** Languages that are written under more than one tag. */
const sameAs: Readonly<Record<string, string>> = { nb: 'no', fil: 'tl', cmn: 'zh', iw: 'he' }

/** The tag under which models list a language: without region and script, one name for each. */
export const modelLanguage = (language: string): string => sameAs[baseOf(language)] ?? baseOf(language)

/** Whether a model hears a language; one of unknown languages may. */
export function hearsLanguage({ languages }: Pick<SpeechModel, 'languages'>, language: string): boolean {
  return languages.length === 0 || languages.some((known) => modelLanguage(known) === modelLanguage(language))
}

/** How well the sizes of Whisper hear, by the name of the model; a file of the user counts by its size. */
const exactest = ['small', 'base', 'tiny'] as const

function exactness({ modelId, byteLength }: SpeechModel): number {
  const size = exactest.findIndex((name) => modelId.startsWith(`whisper-${name}`))
  if (size >= 0) return exactest.length - size + (modelId.includes('-q5') ? 0 : 0.5)
  return byteLength > 150_000_000 ? 2.5 : byteLength > 60_000_000 ? 1.5 : 0.5
}

function rank(model: SpeechModel, language: string | null): number {
  const engine = model.engine === 'whisper' ? 100 : 0
  const same = language !== null && model.languages.some((known) => known.toLowerCase() === language.toLowerCase())
  // A model of one language hears it better than one of the same size for all.
  const special = model.languages.length === 1 ? 0.25 : model.languages.length === 0 ? -10 : 0
  return engine + exactness(model) + special + (same ? 0.1 : 0)
}

/** The best of the models that are ready, Whisper before Vosk; without a language only one that finds it out, or the only one there is. */
export function chooseModel(models: readonly SpeechModel[], language: string | null): SpeechModel | null {
  const ready = models.filter(({ state }) => state.kind === 'ready')
  const fitting = ready.filter((model) =>
    language === null ? model.languages.length !== 1 || ready.length === 1 : hearsLanguage(model, language),
  )
  return fitting.toSorted((a, b) => rank(b, language) - rank(a, language))[0] ?? null
}

/** Small enough to be had in a minute, exact enough to be corrected quickly. */
const usualWhisper = { en: 'whisper-base.en', other: 'whisper-small-q5_1' } as const

/**
 * Models to offer for download, the best choice first: for a language (null: not known) the usual Whisper, then its Vosk, then larger
 * and smaller ones.
 */
export function recommendModels(models: readonly SpeechModel[], language: string | null): readonly SpeechModel[] {
  const usual = language !== null && modelLanguage(language) === 'en' ? usualWhisper.en : usualWhisper.other
  const wanted = models.filter(
    (model) =>
      model.origin === 'catalogue' && model.state.kind !== 'ready' && (language === null || hearsLanguage(model, language)),
  )
  const order = (model: SpeechModel): number =>
    (model.modelId === usual ? 1000 : 0) + (model.engine === 'vosk' && language !== null ? 500 : 0) + rank(model, language)
  return wanted.toSorted((a, b) => order(b) - order(a))
}
