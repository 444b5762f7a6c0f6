import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnglishNumber } from '#shared/speech/english-numbers.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { writeNumbers } from '#shared/speech/write-numbers.ts'
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
    return [{ text: part, startTicks, endTicks: secondsToTicks(at), confidence: part === 'five' ? 0.4 : 0.9 }]
  })
}

const written = (text: string, language = 'en'): string =>
  writeNumbers(speak(text), language)
    .map((word) => word.text)
    .join(' ')

const units = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen'],
  ...['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

function spell(value: number, and: boolean): readonly string[] {
  if (value >= 1000) return [...spell(Math.floor(value / 1000), and), 'thousand', ...rest(value % 1000, and)]
  if (value >= 100) return [units[Math.floor(value / 100)] ?? '', 'hundred', ...rest(value % 100, and)]
  if (value < 20) return [units[value] ?? ''].filter((word) => word !== '')
  return [tens[Math.floor(value / 10)] ?? '', ...spell(value % 10, and)]
}

const rest = (value: number, and: boolean): readonly string[] =>
  value === 0 ? [] : [...(and && value < 100 ? ['and'] : []), ...spell(value, and)]

describe('numbers in English', () => {
  it('reads every number as it is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.boolean(), (value, and) => {
        expect(readEnglishNumber(spell(value, and))?.replace(',', '')).toBe(String(value))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['it took twenty five minutes', 'it took 25 minutes'],
    ['one hundred and five people and dogs', '105 people and dogs'],
    ['in nineteen eighty four', 'in 1984'],
    ['in twenty twenty six', 'in 2026'],
    ['about three point one four', 'about 3.14'],
    ['the twenty first of june', 'the 21st of june'],
    ['a thirty second clip', 'a 30 second clip'],
    ['fifteen thousand metres', '15,000 metres'],
    ['twenty five million years', '25 million years'],
  ])('writes "%s" in digits', (heard, digits) => expect(written(heard)).toBe(digits))

  it.each([
    'one two three go',
    'one of the first',
    'ten thirty',
    'two or three',
    'the point is and stays',
    'a hundred and more',
    'wait a second',
    'wait two seconds',
  ])('leaves "%s" as it is', (heard) => expect(written(heard)).toBe(heard))

  it('takes two numbers with a pause between them for two', () => {
    expect(written('twenty 0.6 five')).toBe('20 five')
  })

  it('gives the number the time of its words and the least certain of them', () => {
    const [, number] = writeNumbers(speak('take twenty five'), 'en')
    expect(number).toEqual({ text: '25', startTicks: secondsToTicks(0.33), endTicks: secondsToTicks(0.99), confidence: 0.4 })
  })

  it('leaves other languages alone', () => {
    expect(written('twenty five', 'nl')).toBe('twenty five')
  })
})
