import { describe, expect, it } from 'vitest'
import type { Answer } from '#shared/quiz/grade.ts'
import { recordAnswer, freshState, recordWatched, questionState } from '#shared/quiz/learner-state.ts'
import { completionProgress, keepBest } from '#shared/quiz/outcome.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { formatDuration, toScorm2004Interaction } from '#shared/quiz/scorm-2004.ts'
import { choice, lesson, question } from './sample-lesson.ts'

const circumstances = { answeredAt: new Date('2026-03-04T05:06:07.89Z'), latencyMs: 61_234, language: 'nl' }

function interactionOf(asked: PlayerQuestion, answer: Answer) {
  const { record } = questionState(recordAnswer(freshState, asked, answer), asked.id)
  if (!record) throw new Error('not recorded')
  return toScorm2004Interaction(asked, record, circumstances)
}

describe('an answer for SCORM 2004', () => {
  it('has a time, a length and the question in its language', () => {
    expect(interactionOf(question({ id: 'q', prompt: '  {lang=xx}  Why? ' }), { kind: 'choices', codes: ['b'] })).toMatchObject({
      type: 'choice',
      timestamp: '2026-03-04T05:06:07.89Z',
      latency: 'PT1M1.23S',
      description: '{lang=nl}(lang=xx} Why?',
      response: 'b',
      result: 'incorrect',
    })
  })

  it('separates what belongs apart, and tells the share of a part that was right', () => {
    const several = question({
      id: 'q',
      type: 'multiple-choice',
      partialCredit: true,
      points: 2,
      choices: [choice('a', true), choice('b', true), choice('c', false)],
    })
    expect(interactionOf(several, { kind: 'choices', codes: ['b', 'a'] })).toMatchObject({
      response: 'a[,]b',
      correctPatterns: ['a[,]b'],
      result: 'correct',
    })
    expect(Number(interactionOf(several, { kind: 'choices', codes: ['a'] }).result)).toBeCloseTo(0.5, 1)
  })

  it('keeps delimiters and settings out of free words', () => {
    const written = question({ id: 'q', type: 'fill-blank', choices: [], blanks: [['one[,]two'], ['{case_matters=true}x']] })
    const { correctPatterns, response } = interactionOf(written, { kind: 'blanks', texts: ['a[.]b', ' {x=y} c '] })
    expect(correctPatterns).toEqual(['{case_matters=false}{order_matters=true}one(,)two[,](case_matters=true}x'])
    expect(response).toBe('a(.)b[,](x=y} c')
  })

  it('writes lengths with hundredths at most', () => {
    expect([0, 999.9, 3_600_000, 3_661_005].map(formatDuration)).toEqual(['PT0S', 'PT1S', 'PT1H', 'PT1H1M1.01S'])
  })
})

describe('progress', () => {
  it('is the mean of what is asked for, and 1 only when the lesson is complete', () => {
    const asked = [question({ id: 'q1', required: true }), question({ id: 'q2', required: true })]
    const course = lesson(asked, { questionsAnswered: true, watchedPercent: 80 })
    const half = recordWatched(freshState, { startMs: 0, endMs: course.durationMs * 0.4 })
    expect(completionProgress(course, freshState)).toBe(0)
    expect(completionProgress(course, half)).toBeCloseTo(0.25, 2)
    const answered = asked.reduce((state, each) => recordAnswer(state, each, { kind: 'choices', codes: ['a'] }), half)
    expect(completionProgress(course, answered)).toBeCloseTo(0.75, 2)
    const whole = keepBest(course, recordWatched(answered, { startMs: 0, endMs: course.durationMs }))
    expect(completionProgress(course, whole)).toBe(1)
  })
})
