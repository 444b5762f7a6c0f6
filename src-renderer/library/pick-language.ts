import { text } from '#shared/messages/ui/catalogue.ts'

const offered: readonly string[] = text.inspector.languages.map(([code]) => code)

/** The language of a new lesson: the first that the user reads (BCP 47, most wanted first) and the list offers; else English. */
export function pickLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.split('-')[0]
    const found = offered.find((code) => code === tag) ?? offered.find((code) => code === base)
    if (found !== undefined) return found
  }
  return 'en'
}
