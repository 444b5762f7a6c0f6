import { describe, expect, it } from 'vitest'
import { pickLanguage } from '#renderer/library/pick-language.ts'

describe('the language of a new lesson', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['pt-BR', 'en'], 'pt-BR'],
    [['pt-PT'], 'pt'],
    [['xh', 'fr-CA', 'en'], 'fr'],
    [['xh'], 'en'],
    [[], 'en'],
  ])('for %j is %s', (wanted, language) => expect(pickLanguage(wanted)).toBe(language))
})
