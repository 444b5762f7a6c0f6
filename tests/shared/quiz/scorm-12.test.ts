import { describe, expect, it } from 'vitest'
import { recordAnswer, freshState } from '#shared/quiz/learner-state.ts'
import type { Answer } from '#shared/quiz/grade.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { formatTimespan, toScorm12Interaction, toScorm12Status } from '#shared/quiz/scorm-12.ts'
import { choice, question } from './sample-lesson.ts'

function report(asked: PlayerQuestion, answer: Answer) {
  const record = recordAnswer(freshState, asked, answer).questions[asked.id]?.record
  if (!record) throw new Error('not recorded')
  return toScorm12Interaction(asked, record, { timeOfDay: [9, 5, 7], latencyMs: 12_340 })
}

describe('interactions', () => {
  it('reports a choice with its pattern, weight, time and latency', () => {
    expect(report(question({ id: 'q-1', points: 2 }), { kind: 'choices', codes: ['b'] })).toEqual({
      id: 'q-1',
      type: 'choice',
      time: '09:05:07',
      correctPatterns: ['a'],
      weighting: '2',
      response: 'b',
      result: 'wrong',
      latency: '0000:00:12.34',
    })
  })

  it('puts the codes of a multiple choice in order, whatever order they were picked in', () => {
    const asked = question({
      id: 'q',
      type: 'multiple-choice',
      choices: [choice('c', true), choice('a', true), choice('b', false)],
    })
    const interaction = report(asked, { kind: 'choices', codes: ['c', 'a'] })
    expect(interaction).toMatchObject({ response: 'a,c', correctPatterns: ['a,c'], result: 'correct' })
  })

  it('says t for the first choice and f for the second, whatever their codes', () => {
    const fresh = question({ id: 'q', type: 'true-false', choices: [choice('a', true), choice('b', false)] })
    expect(report(fresh, { kind: 'choices', codes: ['b'] })).toMatchObject({
      type: 'true-false',
      response: 'f',
      correctPatterns: ['t'],
      result: 'wrong',
    })
    // A question that was of another type before: a to e are retired.
    const retired = question({ id: 'q', type: 'true-false', choices: [choice('f', true), choice('g', false)] })
    expect(report(retired, { kind: 'choices', codes: ['f'] })).toMatchObject({ response: 't', correctPatterns: ['t'] })
    expect(report(retired, { kind: 'choices', codes: ['g'] })).toMatchObject({ response: 'f', result: 'wrong' })
    const digits = question({ id: 'q', type: 'true-false', choices: [choice('0', false), choice('1', true)] })
    expect(report(digits, { kind: 'choices', codes: ['1'] })).toMatchObject({ response: 'f', correctPatterns: ['f'] })
  })

  it('cuts free text to 255 characters and is neutral about open questions', () => {
    const asked = question({ id: 'q', type: 'short-answer', choices: [], acceptedAnswers: ['one', 'uno'], scored: false })
    expect(report(asked, { kind: 'text', text: ' Uno ' })).toMatchObject({
      type: 'fill-in',
      response: 'Uno',
      correctPatterns: ['one', 'uno'],
      weighting: '0',
      result: 'correct',
    })
    const open = report({ ...asked, acceptedAnswers: [] }, { kind: 'text', text: `${'x'.repeat(254)}🌍` })
    expect(open).toMatchObject({ result: 'neutral', response: 'x'.repeat(254) })
  })
})

it.each([
  [0, '0000:00:00.00'],
  [59_996, '0000:01:00.00'],
  [3_599_990, '0000:59:59.99'],
  [90_061_230, '0025:01:01.23'],
])('writes %d ms as %s', (milliseconds, text) => {
  expect(formatTimespan(milliseconds)).toBe(text)
})

it('folds completion and success into one status', () => {
  expect(toScorm12Status({ score: null, completed: false, success: 'unknown' })).toBe('incomplete')
  expect(toScorm12Status({ score: null, completed: true, success: 'unknown' })).toBe('completed')
  expect(toScorm12Status({ score: null, completed: true, success: 'failed' })).toBe('failed')
  expect(toScorm12Status({ score: null, completed: true, success: 'passed' })).toBe('passed')
})
