import { describe, expect, it } from 'vitest'
import { findRefusals } from '#shared/package/capabilities.ts'
import { findQuestionProblems, type PlacedProblem } from '#shared/package/question-problem.ts'
import { regionsOverlap } from '#shared/quiz/hotspot.ts'
import { createChoice, createQuestion, listRegion } from '#shared/project/question-defaults.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import type { ChoiceId, QuestionId } from '#shared/project/ids.ts'
import { questionTypes, type Choice, type Question } from '#shared/project/schema/question.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { appendClip, documentOf, runOk } from '../edit/run-ok.ts'
import { openSession, seconds } from '../project/sample-document.ts'

let made = 0
const newId = (): ChoiceId => `choice-${(made += 1)}` as ChoiceId
const ask = (type: Question['type'], changes: Partial<Question>): readonly PlacedProblem[] =>
  findQuestionProblems({
    ...createQuestion('q' as QuestionId, { kind: 'timeline', ticks: zeroTicks }, type, newId),
    prompt: 'Which?',
    ...changes,
  })
const choice = (code: string, text: string, changes: Partial<Choice> = {}): Choice => ({
  ...createChoice(newId(), code, text),
  ...changes,
})

describe('what keeps learners from answering', () => {
  it.each(questionTypes)('is told of a fresh question of the type %s', (type) => {
    const problems = ask(type, { prompt: ' ' })
    expect(problems[0]).toEqual({ problem: 'prompt', index: null })
    if (type !== 'reflection' && type !== 'true-false') expect(problems.length).toBeGreaterThan(1)
  })

  it('names the blank without an answer', () => {
    expect(ask('fill-blank', {})).toEqual([{ problem: 'noBlank', index: null }])
    const prompt = '___ and ____ are planets.'
    expect(ask('fill-blank', { prompt, acceptedAnswers: ['Mars', ' | …'] })).toEqual([{ problem: 'emptyBlank', index: 1 }])
    expect(ask('fill-blank', { prompt, acceptedAnswers: ['Mars', 'Venus | the Earth'] })).toEqual([])
  })

  it('names the answer without partner, and two that are the same', () => {
    const choices = [choice('a', 'Sun', { match: 'star' }), choice('b', 'Sun ', { match: 'planet' }), choice('c', 'Io')]
    expect(ask('matching', { choices })).toEqual([
      { problem: 'emptyMatch', index: 2 },
      { problem: 'sameChoices', index: 1 },
    ])
    expect(ask('ordering', { choices })).toEqual([{ problem: 'sameChoices', index: 1 }])
    // Only confusing where one is picked.
    expect(ask('poll', { choices })).toEqual([])
  })

  it('wants named places apart from each other, one of them right', () => {
    expect(ask('hotspot', {})).toEqual([{ problem: 'noRegion', index: null }])
    const first = choice('a', 'Heart', { region: listRegion(0), correct: true })
    const near = { ...listRegion(0), x: listRegion(0).x + 0.1 }
    expect(ask('hotspot', { choices: [first] })).toEqual([])
    expect(ask('hotspot', { choices: [first, choice('b', ' ', { region: near })] })).toEqual([
      { problem: 'unnamedRegion', index: 1 },
      { problem: 'overlap', index: 1 },
    ])
    expect(ask('hotspot', { choices: [{ ...first, correct: false }] })).toEqual([{ problem: 'noCorrect', index: null }])
  })

  it('lets places touch', () => {
    const left = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
    expect(regionsOverlap(left, { ...left, x: 0.1 + 0.2 })).toBe(false)
    expect(regionsOverlap(left, { ...left, x: 0.29 })).toBe(true)
    expect(regionsOverlap(left, { ...left, y: 0.3 })).toBe(false)
    // The first nine that the editor puts on a picture.
    const places = Array.from({ length: 9 }, (_, index) => listRegion(index))
    expect(places.some((a, i) => places.some((b, j) => i !== j && regionsOverlap(a, b)))).toBe(false)
  })
})

describe('an export', () => {
  it('refuses a jump past a question that counts', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const answered = { prompt: 'Yes?' }
    runOk(session, addQuestion, {
      atTicks: seconds(1),
      type: 'true-false',
      changes: { ...answered, branch: { correctTicks: seconds(8), incorrectTicks: null } },
    })
    expect(findRefusals(documentOf(session))).toEqual([])
    runOk(session, addQuestion, { atTicks: seconds(4), type: 'true-false', changes: answered })
    expect(findRefusals(documentOf(session)).map(({ code }) => code)).toEqual(['package.branch-over-scored'])
  })
})
