import { describe, expect, it } from 'vitest'
import { restorePunctuation } from '#shared/speech/restore-punctuation.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

/** Words of a third of a second; a number is a pause in seconds. */
function speak(text: string): readonly SpokenWord[] {
  let at = 0
  return text.split(' ').flatMap((part): SpokenWord[] => {
    if (/^\d/.test(part)) {
      at += Number(part)
      return []
    }
    const startTicks = secondsToTicks(at)
    at += 0.33
    return [{ text: part, startTicks, endTicks: secondsToTicks(at), confidence: 1 }]
  })
}

function written(text: string, language: string | null = 'en', glossary: readonly string[] = []): string {
  return restorePunctuation(speak(text), language, glossary)
    .map((word) => word.text)
    .join(' ')
}

describe('restorePunctuation', () => {
  it('ends sentences at long pauses and clauses at short ones', () => {
    expect(written('plants need light 0.4 water and air 0.9 so do we')).toBe('Plants need light, water and air. So do we.')
  })

  it('asks where a sentence begins with a word that asks', () => {
    expect(written('what do plants need 0.8 light')).toBe('What do plants need? Light.')
    expect(written('wat is licht', 'nl-BE')).toBe('Wat is licht?')
    expect(written('what is that', 'fi')).toBe('What is that.')
  })

  it('ends no sentence behind a word that belongs to the next, nor after two words of somebody who thinks', () => {
    expect(written('the leaf makes the 0.8 sugar and 0.4 the air that we breathe')).toBe(
      'The leaf makes the sugar and the air that we breathe.',
    )
    expect(written('ask not 0.9 what your country can do for you 0.5 and what you can do')).toBe(
      'Ask not, what your country can do for you, and what you can do.',
    )
    expect(written('listen 1.6 do you hear it')).toBe('Listen. Do you hear it?')
  })

  it('takes only what is put like a question for one', () => {
    expect(written('when the time reaches forty seconds i will say the end')).toMatch(/\.$/)
    expect(written('what you see here is a leaf')).toMatch(/\.$/)
    expect(written('how many leaves does it have')).toMatch(/\?$/)
    expect(written('so what does the leaf make')).toMatch(/\?$/)
    expect(written('can you see the roots')).toMatch(/\?$/)
    expect(written('can openers are tools')).toMatch(/\.$/)
  })

  it('puts a comma where somebody rests after many words, and writes names large', () => {
    expect(written('on monday the english children looked at their plants 0.2 they had grown')).toBe(
      'On Monday the English children looked at their plants, they had grown.',
    )
  })

  it('lets digits stand inside a sentence', () => {
    expect(
      restorePunctuation(
        speak('one').map((word) => ({ ...word, text: '25' })),
        'en',
      )[0]?.text,
    ).toBe('25.')
  })

  it("writes the English I large, and the lesson's terms as it does", () => {
    expect(
      written("today i think i'll explain newtons first law of h t t p", 'en', ['Newtons', 'Newtons First Law', 'H T T P']),
    ).toBe("Today I think I'll explain Newtons First Law of H T T P.")
  })

  it('leaves scripts without capitals alone', () => {
    expect(written('今日 は 晴れ', 'ja')).toBe('今日 は 晴れ')
  })

  it('keeps every time', () => {
    const words = speak('one 0.4 two three 0.9 four')
    expect(restorePunctuation(words, 'en').map(({ startTicks, endTicks }) => [startTicks, endTicks])).toEqual(
      words.map(({ startTicks, endTicks }) => [startTicks, endTicks]),
    )
  })
})
