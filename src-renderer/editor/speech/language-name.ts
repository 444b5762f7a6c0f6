const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** A language as the interface calls it: "German". */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language
  } catch {
    // A tag that is none.
    return language
  }
}

/** Without region and script. */
export const baseLanguage = (language: string): string => language.split('-')[0]?.toLowerCase() ?? ''
