import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retimeWords } from '#shared/edit/caption-words.ts'
import { ticks } from '#shared/time/ticks.ts'

const heard = ['the', 'hot', 'lava', 'flows'].map((text, index) => ({
  text,
  offsetTicks: ticks(index * 100),
  durationTicks: ticks(90),
  confidence: 0.5,
}))
const length = ticks(400)

describe('words of a corrected text', () => {
  it('keep their times, and the corrected one is certain', () => {
    expect(retimeWords(heard, 'the hot magma flows', length)).toEqual(
      heard.map((word) => (word.text === 'lava' ? { ...word, text: 'magma', confidence: null } : word)),
    )
  })

  it('stay as they were heard around words that are put in or taken out', () => {
    const more = retimeWords(heard, 'the hot red lava flows', length)
    expect(more.map(({ text }) => text)).toEqual(['the', 'hot', 'red', 'lava', 'flows'])
    expect([more[0], more[3], more[4]]).toEqual([heard[0], heard[2], heard[3]])
    expect(more[1]).toMatchObject({ offsetTicks: 100, durationTicks: 45, confidence: 0.5 })
    expect(more[2]).toMatchObject({ offsetTicks: 145, durationTicks: 45, confidence: null })
    expect(retimeWords(heard, 'the lava flows', length)).toEqual([heard[0], heard[2], heard[3]])
  })

  it('are all of the text, in order, without overlap', () => {
    const text = fc.array(fc.constantFrom('the', 'hot', 'lava', 'flows', 'x'), { maxLength: 8 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, text, (first, second) => {
        const words = retimeWords(retimeWords(heard, first, length), second, length)
        if (first !== '') expect(words.map((word) => word.text)).toEqual(second.split(' ').filter((word) => word !== ''))
        words.forEach(({ offsetTicks }, index) => {
          const before = words[index - 1]
          expect(offsetTicks).toBeGreaterThanOrEqual(before ? before.offsetTicks + before.durationTicks : 0)
        })
      }),
      { numRuns: 300 },
    )
  })
})
