import { describe, expect, it } from 'vitest'
import type { Answer } from '#shared/quiz/grade.ts'
import { freshState, questionState, recordAnswer } from '#shared/quiz/learner-state.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { xapiAnswer, xapiContext, xapiQuestion, xapiScore } from '#shared/quiz/xapi.ts'
import { choice, question } from './sample-lesson.ts'

const asked = { activityId: 'https://school.example/7', language: 'nl' }

function answerOf(to: PlayerQuestion, answer: Answer) {
  const { record } = questionState(recordAnswer(freshState, to, answer), to.id)
  if (!record) throw new Error('not recorded')
  return xapiAnswer(to, record, 2500)
}

describe('a question as an activity', () => {
  it('has both sides of a matching, by the codes of the choices', () => {
    const pairs = [choice('a', true), choice('b', true)].map((each, index) => ({ ...each, match: `partner ${index}` }))
    const { id, definition } = xapiQuestion(question({ id: 'q 1', type: 'matching', choices: pairs }), asked) as {
      id: string
      definition: Record<string, unknown>
    }
    expect(id).toBe('https://school.example/7/question/q%201')
    expect(definition).toMatchObject({
      interactionType: 'matching',
      source: [{ id: 'a', description: { nl: 'Choice a' } }, { id: 'b' }],
      target: [
        { id: 'a', description: { nl: 'partner 0' } },
        { id: 'b', description: { nl: 'partner 1' } },
      ],
      correctResponsesPattern: ['a[.]a[,]b[.]b'],
    })
  })

  it('has no right answer where there is none', () => {
    const { definition } = xapiQuestion(question({ id: 'q', type: 'reflection', choices: [] }), asked)
    expect(definition).toMatchObject({ interactionType: 'long-fill-in' })
    expect(definition).not.toHaveProperty('correctResponsesPattern')
  })
})

describe('an answer', () => {
  it('is judged with the share of its points, and not judged where there is no right and wrong', () => {
    expect(answerOf(question({ id: 'q' }), { kind: 'choices', codes: ['b'] })).toEqual({
      response: 'b',
      completion: true,
      duration: 'PT2.5S',
      success: false,
      score: { scaled: 0, raw: 0, min: 0, max: 1 },
    })
    const poll = question({ id: 'q', type: 'poll', scored: false })
    expect(answerOf(poll, { kind: 'choices', codes: ['a'] })).toEqual({ response: 'a', completion: true, duration: 'PT2.5S' })
  })

  it('never rounds a share up to a pass', () => {
    expect(xapiScore({ earned: 7999.99, possible: 10_000 })['scaled']).toBe(0.7999)
    expect(xapiScore({ earned: 2, possible: 3 })).toEqual({ scaled: 0.6666, raw: 2, min: 0, max: 3 })
    expect(xapiScore({ earned: 1.5, possible: 3 })).toEqual({ scaled: 0.5 })
  })
})

describe('a context', () => {
  const template = {
    contextActivities: { grouping: [{ id: 'https://school.example/au' }], category: [{ id: 'https://school.example/kind' }] },
    extensions: { session: 's' },
    platform: 'School',
  }
  const parts = { registration: 'r', masteryScore: 0.8 }

  it('keeps the whole template, and marks what cmi5 defines', () => {
    expect(xapiContext(template, { ...parts, verb: 'passed' })).toEqual({
      platform: 'School',
      registration: 'r',
      contextActivities: {
        grouping: [{ id: 'https://school.example/au' }],
        category: [
          { id: 'https://school.example/kind' },
          { id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' },
          { id: 'https://w3id.org/xapi/cmi5/context/categories/moveon' },
        ],
      },
      extensions: { session: 's', 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.8 },
    })
  })

  it('does not mark answers', () => {
    const { contextActivities, extensions } = xapiContext(template, { ...parts, verb: 'answered' })
    expect(contextActivities).toEqual(template.contextActivities)
    expect(extensions).toEqual({ session: 's' })
  })
})
