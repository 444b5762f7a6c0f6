import { baseLanguage } from './language-name.ts'

/** Languages that the list of the library has. */
const listed: ReadonlySet<string> = new Set(['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'ru', 'zh'])

/** In the list, but needed to teach biology and health. */
const taught =
  'anal anus breast breasts clitoris erection genital genitals gonorrhea intercourse labia menstruation nipple nipples orgasm penis rectum reproduction scrotum semen sex sexual sperm testicle testicles testis urine vagina vulva'.split(
    ' ',
  )

export const hasSwearWords = (language: string): boolean => listed.has(baseLanguage(language))

/** Tells the swear words of a language; none where nobody listed them. Loaded only when it is asked for. */
export async function loadSwearWords(language: string): Promise<(word: string) => boolean> {
  if (!hasSwearWords(language)) return () => false
  const { Profanity } = await import('@2toad/profanity')
  const filter = new Profanity({ languages: [baseLanguage(language)], wholeWord: true })
  if (baseLanguage(language) === 'en') filter.whitelist.addWords(taught)
  return (word) => filter.exists(word)
}
