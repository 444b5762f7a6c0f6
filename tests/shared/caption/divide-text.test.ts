import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideText } from '#shared/caption/divide-text.ts'
import { measureReadability } from '#shared/caption/readability.ts'
import { ticks } from '#shared/time/ticks.ts'

const lines = { maxCharactersPerLine: 21, maxLines: 2 }

describe('dividing a long text', () => {
  it('breaks between words, at the end of a sentence or a line where there is one', () => {
    const text = 'Lava is molten rock that flows. It cools down in the sea and becomes rock again.\nBasalt'
    expect(divideText(text, lines)).toEqual([
      'Lava is molten rock that flows.',
      'It cools down in the sea and becomes rock',
      'again.',
      'Basalt',
    ])
    expect(divideText(' \n ', lines)).toEqual([])
  })

  it('loses no word, and every part fits', () => {
    const word = fc.stringMatching(/^[a-zäöü]{1,15}[.,!?]?$/u)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), (words) => {
        const parts = divideText(words.join(' '), lines)
        expect(parts.join(' ')).toBe(words.join(' '))
        for (const text of parts) {
          const { lineCount } = measureReadability({ startTicks: ticks(0), endTicks: ticks(1), text }, 21)
          expect(lineCount).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})
