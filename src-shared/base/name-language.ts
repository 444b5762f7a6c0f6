/** A language by its own name, such as "Deutsch"; its code where nobody knows one. */
export function nameLanguage(language: string): string {
  return nameWithin(language, language)
}

/** A language as the interface calls it, such as "German"; its code where nobody knows one. */
export function nameInEnglish(language: string): string {
  return nameWithin(language, 'en')
}

function nameWithin(language: string, speaker: string): string {
  try {
    const name = new Intl.DisplayNames([speaker], { type: 'language' }).of(language) ?? language
    return name.charAt(0).toLocaleUpperCase(speaker) + name.slice(1)
  } catch {
    return language
  }
}
