import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addChoice,
  addQuestion,
  deleteChoice,
  editChoice,
  editQuestion,
  setQuestionType,
} from '#shared/edit/commands/questions.ts'
import { fewestChoices } from '#shared/edit/convert-question.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { QuestionId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { questionsJumpedOver } from '#shared/project/branches.ts'
import { isScoredType } from '#shared/project/question-defaults.ts'
import { questionTypes, type Question, type QuestionType } from '#shared/project/schema/question.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

function questionAt(session: EditSession, at: number, type: QuestionType): QuestionId {
  runOk(session, addQuestion, { atTicks: seconds(at), type })
  return selectedId(session, 'question')
}

function read(session: EditSession, id: QuestionId): Question {
  const question = documentOf(session).questions[id]
  if (!question) throw new Error('no question')
  return question
}

function withClip(): EditSession {
  const session = openSession()
  appendClip(session, 'alpha', 10)
  return session
}

describe('another type', () => {
  it('keeps the texts of choices from type to type and back', () => {
    const session = withClip()
    const questionId = questionAt(session, 1, 'single-choice')
    for (const [index, text] of ['Heat', 'Light'].entries()) {
      const choiceId = read(session, questionId).choices[index]?.id
      if (choiceId) runOk(session, editChoice, { questionId, choiceId, changes: { text, feedback: `about ${text}` } })
    }
    for (const type of ['ordering', 'matching', 'hotspot', 'poll', 'multiple-choice'] as const) {
      runOk(session, setQuestionType, { questionId, type })
      const { choices, retiredCodes } = read(session, questionId)
      expect(choices.map(({ text, feedback }) => `${text}: ${feedback}`)).toEqual(['Heat: about Heat', 'Light: about Light'])
      expect(choices.every(({ region }) => (region !== null) === (type === 'hotspot'))).toBe(true)
      expect(retiredCodes).toBe('')
    }
  })

  it('makes right choices accepted answers, and accepted answers a right choice', () => {
    const session = withClip()
    const questionId = questionAt(session, 1, 'multiple-choice')
    const [first, second] = read(session, questionId).choices
    for (const [choice, text] of [[first, 'lava'] as const, [second, 'magma'] as const])
      if (choice) runOk(session, editChoice, { questionId, choiceId: choice.id, changes: { text, correct: true } })
    runOk(session, setQuestionType, { questionId, type: 'short-answer' })
    expect(read(session, questionId).acceptedAnswers).toEqual(['lava', 'magma'])
    runOk(session, setQuestionType, { questionId, type: 'single-choice' })
    expect(read(session, questionId).choices.map(({ text, correct }) => [text, correct])).toEqual([
      ['lava', true],
      ['', false],
    ])
  })

  it('scores again with a point, and forgets where a poll would lead', () => {
    const session = withClip()
    const questionId = questionAt(session, 1, 'poll')
    runOk(session, setQuestionType, { questionId, type: 'single-choice' })
    expect(read(session, questionId)).toMatchObject({ scored: true, points: 1 })
    runOk(session, editQuestion, {
      questionId,
      changes: { branch: { correctTicks: seconds(5), incorrectTicks: null } },
    })
    runOk(session, setQuestionType, { questionId, type: 'reflection' })
    expect(read(session, questionId)).toMatchObject({ scored: false, choices: [], branch: { correctTicks: null } })
  })

  it('leaves every question sound and never gives a code twice, in whatever order types follow', () => {
    const step = fc.record({ type: fc.constantFrom(...questionTypes), add: fc.nat(2), remove: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const session = withClip()
        const questionId = questionAt(session, 1, 'single-choice')
        const start = documentOf(session)
        const textByCode = new Map<string, string>()
        let changes = 0
        for (const { type, add, remove } of steps) {
          const outcomes = [session.run(setQuestionType, { questionId, type })]
          for (let made = 0; made < add; made += 1)
            outcomes.push(session.run(addChoice, { questionId, text: `choice ${(changes += 1)}` }))
          const last = read(session, questionId).choices.at(-1)
          if (remove && last) outcomes.push(session.run(deleteChoice, { questionId, choiceId: last.id }))
          for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.code).toMatch(/^edit\.choices-(full|fixed|few)$/)
          const question = read(session, questionId)
          expect(checkInvariants(documentOf(session))).toEqual([])
          expect(question.scored).toBe(isScoredType(question.type))
          if (question.choices.length > 0) expect(question.choices.length).toBeGreaterThanOrEqual(fewestChoices(question.type))
          for (const { code, text } of question.choices) {
            if (!text.startsWith('choice')) continue
            expect(textByCode.get(code) ?? text).toBe(text)
            textByCode.set(code, text)
          }
        }
        while (session.getSnapshot().document !== start && session.getSnapshot().undoLabel !== 'add-question') session.undo()
        expect(documentOf(session)).toEqual(start)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a branch', () => {
  it('names the scored questions that it would jump over', () => {
    const session = withClip()
    const first = questionAt(session, 1, 'single-choice')
    const poll = questionAt(session, 2, 'poll')
    const scored = questionAt(session, 3, 'true-false')
    const over = (to: number, from = first): readonly QuestionId[] =>
      questionsJumpedOver(documentOf(session), read(session, from), seconds(to)).map(({ question }) => question.id)
    expect(over(2.5)).toEqual([])
    // Reached, not jumped over.
    expect(over(3)).toEqual([])
    expect(over(3.1)).toEqual([scored])
    expect(over(0)).toEqual([])
    expect(over(9, scored)).toEqual([])
    runOk(session, editQuestion, { questionId: scored, changes: { points: 0 } })
    expect(over(9, poll)).toEqual([])
  })
})
