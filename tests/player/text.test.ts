import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTranslator, type Texts } from '#player/text.ts'
import { nameLanguage } from '#shared/base/name-language.ts'
import { playerLanguageFor, playerLanguages } from '#shared/package/player-languages.ts'

type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>

function read(language: string): Words {
  return JSON.parse(readFileSync(new URL(`../../src-player/text/${language}.json`, import.meta.url), 'utf8'))
}

const english = read('en')
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe.each(playerLanguages)('the words of %s', (language) => {
  const words = read(language)

  it('are the ones of English, none empty', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(english).toSorted())
    for (const [key, text] of Object.entries(words))
      for (const form of typeof text === 'string' ? [text] : Object.values(text)) expect(form.trim(), key).not.toBe('')
  })

  it('have a place for everything English has one for', () => {
    for (const [key, text] of Object.entries(words)) {
      const own = typeof text === 'string' ? text : text['other']
      const original = english[key]
      expect(placeholders(own ?? ''), key).toEqual(
        placeholders(typeof original === 'string' ? original : (original?.['other'] ?? '')),
      )
    }
  })

  it('have every form that numbers ask for', () => {
    const rules = new Intl.PluralRules(language)
    for (const text of Object.values(words))
      if (typeof text !== 'string')
        for (const count of [1, 2, 3, 11, 100]) expect(text[rules.select(count)] ?? text['other']).toBeDefined()
  })
})

describe('the player', () => {
  const more = { ar: read('ar') as unknown as Texts, nl: read('nl') as unknown as Texts }

  it('speaks the language of the lesson, whatever the region', () => {
    expect(createTranslator('nl-BE', more).say('play')).toBe('Afspelen')
    expect(createTranslator('nl-BE', more).language).toBe('nl-BE')
  })

  it('speaks English where it has no words, and says so', () => {
    expect(createTranslator('nl').say('play')).toBe('Play')
    expect(createTranslator('nl').language).toBe('en')
    expect(createTranslator('sw', more).direction).toBe('ltr')
  })

  it('writes numbers as the language does', () => {
    const { say } = createTranslator('de', { de: read('de') as unknown as Texts })
    expect(say('scoreOf', { earned: 4.5, possible: 6 })).toBe('Punkte: 4,5 von 6')
  })

  it('calls languages by their own names', () => {
    expect(['de', 'fr-CA', 'not a language'].map(nameLanguage)).toEqual(['Deutsch', 'Français canadien', 'not a language'])
  })

  it('counts as the language does', () => {
    const { count, direction } = createTranslator('ar', more)
    expect(direction).toBe('rtl')
    expect([1, 2, 5].map((number) => count('points', number))).toEqual(['نقطة واحدة', 'نقطتان', '5 نقاط'])
  })

  it('finds the words of a language by its first part', () => {
    expect(['fr-CA', 'EN-gb', 'pt', 'AR'].map(playerLanguageFor)).toEqual(['fr', 'en', 'en', 'ar'])
  })
})
