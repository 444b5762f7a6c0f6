import { array, assert, integer, property, stringMatching } from 'fast-check'
import { expect, it } from 'vitest'
import { breakIntoLines } from '#shared/caption/break-into-lines.ts'
import { countCharacters, measureReadability } from '#shared/caption/readability.ts'
import { ticks } from '#shared/time/ticks.ts'

it.each([
  ['Short enough', 'Short enough'],
  ['for your convenience and pleasure,', 'for your convenience\nand pleasure,'],
  ['Well, what your country can do', 'Well, what your\ncountry can do'],
  ['私たちの学校へようこそ、みなさん。お元気ですか。', '私たちの学校へようこそ、\nみなさん。お元気ですか。'],
])('%s', (text, lines) => {
  expect(breakIntoLines(text, 21)).toBe(lines)
})

it('keeps every word, and needs no more lines than the rules count', () => {
  const word = stringMatching(/^[a-zäéж]{1,12}[,.]?$/u)
  assert(
    property(array(word, { minLength: 1, maxLength: 12 }), integer({ min: 13, max: 42 }), (words, limit) => {
      const text = words.join(' ')
      const lines = breakIntoLines(text, limit).split('\n')
      expect(lines.join(' ')).toBe(text)
      expect(Math.max(...lines.map(countCharacters))).toBeLessThanOrEqual(limit)
      const { lineCount } = measureReadability({ startTicks: ticks(0), endTicks: ticks(1), text }, limit)
      expect(lines.length).toBe(lineCount)
    }),
  )
})
