import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countTypos, matchesAnswer, normaliseAnswer } from '#shared/quiz/answer-text.ts'
import { gradeAnswer } from '#shared/quiz/grade.ts'
import { choice, question } from './sample-lesson.ts'

const multiple = question({
  id: 'q',
  type: 'multiple-choice',
  points: 3,
  choices: [choice('a', true), choice('b', true), choice('c', false), choice('d', true)],
})
const pick = (...codes: string[]) => ({ kind: 'choices', codes }) as const

describe('choices', () => {
  it('gives all points for the right choice and none for another', () => {
    const single = question({ id: 'q', points: 2 })
    expect(gradeAnswer(single, pick('a'))).toEqual({ correct: true, earned: 2 })
    expect(gradeAnswer(single, pick('b'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer(single, pick())).toEqual({ correct: false, earned: 0 })
  })

  it('takes multiple choice all or nothing', () => {
    expect(gradeAnswer(multiple, pick('d', 'a', 'b'))).toEqual({ correct: true, earned: 3 })
    expect(gradeAnswer(multiple, pick('a', 'b'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer(multiple, pick('a', 'b', 'c', 'd'))).toEqual({ correct: false, earned: 0 })
  })

  it('gives part of the points only where the author allows it, and never below zero', () => {
    const partial = { ...multiple, partialCredit: true }
    expect(gradeAnswer(partial, pick('a', 'b'))).toEqual({ correct: false, earned: 2 })
    expect(gradeAnswer(partial, pick('a', 'b', 'c'))).toEqual({ correct: false, earned: 1 })
    expect(gradeAnswer(partial, pick('c'))).toEqual({ correct: false, earned: 0 })
    expect(gradeAnswer({ ...partial, scored: false }, pick('a', 'b', 'd'))).toEqual({ correct: true, earned: 0 })
  })

  it('never gives more than the points nor less than zero, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'z')), fc.boolean(), (codes, partialCredit) => {
        const { earned, correct } = gradeAnswer({ ...multiple, partialCredit }, pick(...codes))
        expect(earned).toBeGreaterThanOrEqual(0)
        expect(earned).toBeLessThanOrEqual(3)
        expect(correct).toBe(earned === 3)
      }),
    )
  })
})

describe('short answers', () => {
  const strict = { caseSensitive: false, typosAllowed: 0 }

  it.each([
    ['  Photosynthesis. ', 'photosynthesis'],
    ['cafe\u0301', 'caf\u00e9'],
    ['don\u2019t  know', "don't know"],
    ['CO2', 'co2'],
    ['1914\u20131918', '1914-1918'],
  ])('takes %j for %j', (given, accepted) => {
    expect(matchesAnswer(given, [accepted], strict)).toBe(true)
  })

  it('minds the case only where asked', () => {
    expect(matchesAnswer('na', ['Na'], strict)).toBe(true)
    expect(matchesAnswer('na', ['Na'], { ...strict, caseSensitive: true })).toBe(false)
  })

  it('forgives typos in long words, not in short ones nor in numbers', () => {
    const lenient = { caseSensitive: false, typosAllowed: 2 }
    expect(matchesAnswer('fotosynthesis', ['photosynthesis'], lenient)).toBe(true)
    expect(matchesAnswer('Prais', ['Paris'], lenient)).toBe(true)
    expect(matchesAnswer('bat', ['cat'], lenient)).toBe(false)
    expect(matchesAnswer('1914', ['1918'], lenient)).toBe(false)
    expect(matchesAnswer('fotosintesis', ['photosynthesis'], lenient)).toBe(false)
  })

  it('takes any text where nothing is accepted in particular, but not an empty one', () => {
    expect(matchesAnswer('I think so', [], strict)).toBe(true)
    expect(matchesAnswer(' \n ', [], strict)).toBe(false)
    expect(matchesAnswer('', [''], strict)).toBe(false)
  })

  it('counts typos as a distance: zero for equal, symmetric, triangle with one change', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(countTypos(a, a)).toBe(0)
        expect(countTypos(a, b)).toBe(countTypos(b, a))
        expect(countTypos(`${a}x`, a)).toBe(1)
        expect(countTypos(a, b)).toBeLessThanOrEqual(Math.max([...a].length, [...b].length))
      }),
    )
  })

  it('normalises once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseAnswer(text, true)
        expect(normaliseAnswer(once, true)).toBe(once)
      }),
    )
  })
})
