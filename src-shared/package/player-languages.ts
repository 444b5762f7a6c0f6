/** Languages that the player speaks (src-player/text); a package carries its lesson's, beside the English that is in the player. */
export const playerLanguages = ['en', 'nl', 'it', 'de', 'fr', 'es', 'ar'] as const
export type PlayerLanguage = (typeof playerLanguages)[number]

/** The player's language for a lesson in `language` (BCP 47): English where it knows no better. */
export function playerLanguageFor(language: string): PlayerLanguage {
  const primary = language.split('-')[0]?.toLowerCase()
  return playerLanguages.find((known) => known === primary) ?? 'en'
}

/** Where the player's words lie in a package, beside player.js; null where it knows them already. */
export function playerWordsFile(language: string): string | null {
  const known = playerLanguageFor(language)
  return known === 'en' ? null : `text/${known}.js`
}
