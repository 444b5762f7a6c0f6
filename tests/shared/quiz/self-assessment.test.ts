import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshState, questionState, recordAnswer } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, keepBest, passMark } from '#shared/quiz/outcome.ts'
import type { PlayerChallenge, PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { toScorm12Interaction } from '#shared/quiz/scorm-12.ts'
import { toScorm2004Interaction } from '#shared/quiz/scorm-2004.ts'
import {
  assessedPoints,
  recordAssessment,
  rememberedLevels,
  selfAssessment,
  selfAssessmentId,
} from '#shared/quiz/self-assessment.ts'
import { decodeState, encodeState, worstStateLength } from '#shared/quiz/state-encoding.ts'
import { xapiAnswer, xapiQuestion } from '#shared/quiz/xapi.ts'
import { lesson, question } from './sample-lesson.ts'

const level = (label: string, points: number) => ({ label, description: '', points })

const challenge: PlayerChallenge = {
  briefSrc: null,
  hook: '',
  brief: 'Explain day and night with a lamp.',
  modelMs: null,
  durationLimitMs: 45_000,
  steps: ['Find a lamp', 'Turn the ball', 'Say when the sun rises'],
  materials: [],
  safetyNote: '',
  rubric: [
    { title: 'The explanation', levels: [level('Beginning', 1), level('Getting there', 2), level('Excellent', 4)] },
    { title: 'Nothing to choose', levels: [] },
    { title: 'Seen and heard', levels: [level('Clear', 1.5), level('Not yet', 0.5)] },
  ],
  hashtag: '',
  deadline: null,
  teamSize: { min: 1, max: 1 },
  handIn: { what: '', where: '' },
  withoutFilming: '',
}

const asked = question({ id: 'q1', points: 2 })
const course: PlayerLesson = { ...lesson([asked], { minScorePercent: 60 }), challenge }
const item = selfAssessment(challenge)
if (!item) throw new Error('a rubric makes a self-assessment')

describe('the self-assessment of a challenge', () => {
  it('is worth the best level of each criterion that has levels', () => {
    expect(item.points).toBe(5.5)
    expect(item.choices.map(({ code, text }) => [code, text])).toEqual([
      ['0', 'The explanation'],
      ['1', 'Seen and heard'],
    ])
    expect(assessedPoints(challenge, [1, null])).toBe(2)
    expect(assessedPoints(challenge, [2, 0])).toBe(5.5)
  })

  it('is nothing without a rubric, and unscored without points', () => {
    expect(selfAssessment(null)).toBeNull()
    expect(selfAssessment({ ...challenge, rubric: [] })).toBeNull()
    const free = selfAssessment({ ...challenge, rubric: [{ title: 'Looks', levels: [level('Good', 0)] }] })
    expect(free?.scored).toBe(false)
    expect(passMark({ ...course, questions: [], challenge: { ...challenge, rubric: [] } })).toBeNull()
  })

  it('counts for score, completion and success like an answer, and the last one counts', () => {
    const answered = keepBest(course, recordAnswer(freshState, asked, { kind: 'choices', codes: ['a'] }))
    expect(evaluateOutcome(course, answered)).toEqual({
      score: { earned: 2, possible: 7.5 },
      completed: false,
      success: 'unknown',
    })
    const modest = keepBest(course, recordAssessment(answered, challenge, [0, 1]))
    expect(evaluateOutcome(course, modest)).toEqual({ score: { earned: 3.5, possible: 7.5 }, completed: true, success: 'failed' })
    const proud = keepBest(course, recordAssessment(modest, challenge, [2, 0]))
    expect(evaluateOutcome(course, proud)).toEqual({ score: { earned: 7.5, possible: 7.5 }, completed: true, success: 'passed' })
    expect(proud.reportedAnswers).toBe(3)
  })

  it('is told to platforms as a performance, neither right nor wrong', () => {
    const { record } = questionState(recordAssessment(freshState, challenge, [1, 0]), selfAssessmentId)
    if (!record) throw new Error('nothing recorded')
    const in12 = toScorm12Interaction(item, record, { timeOfDay: [9, 5, 0], latencyMs: 61_000 })
    expect(in12).toMatchObject({
      type: 'performance',
      response: '0.1,1.0',
      result: 'neutral',
      weighting: '5.5',
      latency: '0000:01:01.00',
    })
    const in2004 = toScorm2004Interaction(item, record, { answeredAt: new Date(0), latencyMs: 61_000, language: 'en' })
    expect(in2004).toMatchObject({ type: 'performance', response: '0[.]1[,]1[.]0', result: '0.64', correctPatterns: [] })
    expect(xapiAnswer(item, record, 61_000)).toEqual({
      response: '0[.]1[,]1[.]0',
      completion: true,
      duration: 'PT1M1S',
      score: { scaled: 0.6363 },
    })
    expect(xapiQuestion(item, { activityId: 'https://school.example/lesson', language: 'en' })).toMatchObject({
      definition: {
        interactionType: 'performance',
        steps: [
          { id: '0', description: { en: 'The explanation' } },
          { id: '1', description: { en: 'Seen and heard' } },
        ],
      },
    })
  })

  it('comes back with the ticked steps and the timer, within the room that is kept for them', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })),
        fc.uniqueArray(fc.integer({ min: 0, max: 35 })),
        fc.integer({ min: 0, max: 360_000 }),
        (levels, steps, tenths) => {
          const progress = { stepsDone: steps, timerMs: tenths * 100 }
          const state = { ...recordAssessment(freshState, challenge, levels), challenge: progress }
          const encoded = encodeState(course, state)
          expect(encoded.length).toBeLessThanOrEqual(worstStateLength(course))
          const back = decodeState(course, encoded)
          expect(back.challenge).toEqual(progress)
          expect(rememberedLevels(back, challenge)).toEqual(levels)
          expect(questionState(back, selfAssessmentId).record?.earned).toBe(assessedPoints(challenge, levels))
        },
      ),
    )
  })

  it('forgets a level that the rubric no longer has', () => {
    const state = recordAssessment(freshState, challenge, [2, 1])
    const shorter = { ...challenge, rubric: [{ title: 'The explanation', levels: [level('Only', 1)] }] }
    expect(rememberedLevels(state, shorter)).toEqual([null])
  })
})
