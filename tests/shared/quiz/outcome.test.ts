import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attemptsLeft,
  firstBarrier,
  freshState,
  mergeStates,
  questionState,
  recordAnswer,
  recordWatched,
  settleQuestion,
  startNewRound,
  type LearnerState,
} from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, keepBest, scorePercent } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { lesson, question } from './sample-lesson.ts'

const first = question({ id: 'q1', atMs: 5000 })
const second = question({ id: 'q2', atMs: 30_000, points: 3, retries: 1 })
const right = { kind: 'choices', codes: ['a'] } as const
const wrong = { kind: 'choices', codes: ['b'] } as const

function answer(course: PlayerLesson, state: LearnerState, id: string, given: typeof right | typeof wrong): LearnerState {
  const asked = course.questions.find((each) => each.id === id)
  if (!asked) throw new Error(`no question ${id}`)
  return keepBest(course, recordAnswer(state, asked, given))
}

describe('score', () => {
  const course = lesson([first, second], { minScorePercent: 75 })

  it('is earned over all scored points, unanswered 0', () => {
    const state = answer(course, freshState, 'q1', right)
    expect(evaluateOutcome(course, state).score).toEqual({ earned: 1, possible: 4 })
    expect(evaluateOutcome(course, freshState).score).toEqual({ earned: 0, possible: 4 })
    expect(evaluateOutcome(lesson([{ ...first, scored: false }]), freshState).score).toBeNull()
  })

  it('counts the last graded attempt', () => {
    const state = answer(course, answer(course, freshState, 'q2', wrong), 'q2', right)
    expect(evaluateOutcome(course, state).score?.earned).toBe(3)
    const back = answer(course, startNewRound(state), 'q2', wrong)
    expect(evaluateOutcome(course, back).score?.earned).toBe(0)
  })

  it('never rounds up to a pass', () => {
    expect(scorePercent({ earned: 7.9999, possible: 10 })).toBe(79.99)
    expect(scorePercent({ earned: 2, possible: 3 })).toBe(66.66)
    expect(scorePercent({ earned: 0.29 * 100, possible: 100 })).toBe(29)
  })
})

describe('attempts', () => {
  it('settles a question when it is right, out of attempts, or left behind', () => {
    expect(questionState(recordAnswer(freshState, second, right), 'q2').settled).toBe(true)
    const once = recordAnswer(freshState, second, wrong)
    expect(questionState(once, 'q2').settled).toBe(false)
    expect(attemptsLeft(second, questionState(once, 'q2'))).toBe(1)
    expect(questionState(recordAnswer(once, second, wrong), 'q2').settled).toBe(true)
    expect(questionState(settleQuestion(once, 'q2'), 'q2').settled).toBe(true)
    expect(attemptsLeft({ ...second, retries: null }, questionState(once, 'q2'))).toBe(Number.POSITIVE_INFINITY)
  })

  it('stops at required questions only, from one instant up to another, that one included', () => {
    const course = lesson([{ ...first, required: false }, second])
    expect(firstBarrier(course, freshState, 0, 29_999)).toBeNull()
    expect(firstBarrier(course, freshState, 0, 30_000)?.id).toBe('q2')
    expect(firstBarrier(course, settleQuestion(freshState, 'q2'), 0, 30_001)).toBeNull()
  })
})

describe('completion', () => {
  it('needs every required question answered for good', () => {
    const course = lesson([first, second])
    let state = answer(course, freshState, 'q1', right)
    expect(evaluateOutcome(course, state).completed).toBe(false)
    state = answer(course, state, 'q2', wrong)
    expect(evaluateOutcome(course, state).completed).toBe(false)
    state = keepBest(course, settleQuestion(state, 'q2'))
    expect(evaluateOutcome(course, state)).toMatchObject({ completed: true, success: 'unknown' })
  })

  it('does not count a question that was skipped', () => {
    const course = lesson([first])
    expect(evaluateOutcome(course, settleQuestion(freshState, 'q1')).completed).toBe(false)
  })

  it('takes the watched share, in any order, with half a second of grace', () => {
    const course = lesson([], { questionsAnswered: false, watchedPercent: 90 })
    let state = recordWatched(freshState, { startMs: 15_000, endMs: 30_000 })
    expect(evaluateOutcome(course, state).completed).toBe(false)
    state = recordWatched(state, { startMs: 3600, endMs: 15_100 })
    expect(evaluateOutcome(course, state).completed).toBe(false)
    state = recordWatched(state, { startMs: 3400, endMs: 3700 })
    expect(evaluateOutcome(course, state).completed).toBe(true)
  })

  it('is met at the end of the video where the rule asks for nothing', () => {
    const course = lesson([])
    expect(evaluateOutcome(course, freshState).completed).toBe(false)
    expect(evaluateOutcome(course, { ...freshState, ended: true }).completed).toBe(true)
  })
})

describe('success', () => {
  it('waits for all demands, then says passed or failed', () => {
    const course = lesson([first, second], { minScorePercent: 25 })
    const early = answer(course, freshState, 'q1', right)
    expect(evaluateOutcome(course, early)).toMatchObject({ completed: false, success: 'unknown' })
    expect(evaluateOutcome(course, settleQuestion(answer(course, early, 'q2', wrong), 'q2')).success).toBe('passed')
    const bad = settleQuestion(answer(course, answer(course, freshState, 'q1', wrong), 'q2', wrong), 'q2')
    expect(evaluateOutcome(course, bad)).toMatchObject({ completed: true, success: 'failed' })
  })

  it('passes at once where the pass mark is the only demand, and fails at the end', () => {
    const course = lesson([first, second], { questionsAnswered: false, minScorePercent: 75 })
    expect(evaluateOutcome(course, answer(course, freshState, 'q2', right)).success).toBe('passed')
    expect(evaluateOutcome(course, freshState).success).toBe('unknown')
    expect(evaluateOutcome(course, { ...freshState, ended: true }).success).toBe('failed')
  })

  it('ignores a pass mark where nothing is scored', () => {
    const course = lesson([{ ...first, scored: false }], { minScorePercent: 80 })
    expect(evaluateOutcome(course, answer(course, freshState, 'q1', wrong))).toMatchObject({
      completed: true,
      success: 'unknown',
    })
  })

  it('never regresses, whatever the learner does afterwards', () => {
    const course = lesson([first, second], { minScorePercent: 50 })
    const step = fc.oneof(
      fc.record({ id: fc.constantFrom('q1', 'q2'), given: fc.constantFrom(right, wrong) }),
      fc.constant('round' as const),
      fc.constantFrom('q1', 'q2'),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: LearnerState = freshState
        let hasPassed = false
        let hasCompleted = false
        for (const each of steps) {
          if (typeof each === 'object') state = answer(course, state, each.id, each.given)
          else state = keepBest(course, each === 'round' ? startNewRound(state) : settleQuestion(state, each))
          const outcome = evaluateOutcome(course, state)
          if (hasPassed) expect(outcome.success).toBe('passed')
          if (hasCompleted) expect(outcome.completed).toBe(true)
          hasPassed = hasPassed || outcome.success === 'passed'
          hasCompleted = hasCompleted || outcome.completed
        }
      }),
    )
  })
})

describe('a platform that answers late', () => {
  it('joins what it remembers with what was done meanwhile', () => {
    const course = lesson([first, second])
    const remembered = { ...answer(course, freshState, 'q1', right), positionMs: 9000, watched: [{ startMs: 0, endMs: 9000 }] }
    const present = recordWatched(answer(course, freshState, 'q2', wrong), { startMs: 0, endMs: 3000 })
    const merged = mergeStates(remembered, present)
    expect(merged.positionMs).toBe(3000)
    expect(merged.watched).toEqual([{ startMs: 0, endMs: 9000 }])
    expect(merged.questions['q1']?.record?.correct).toBe(true)
    expect(merged.questions['q2']?.record?.correct).toBe(false)
    expect(merged.reportedAnswers).toBe(2)
  })
})
