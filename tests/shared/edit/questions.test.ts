import { describe, expect, it } from 'vitest'
import {
  addChoice,
  addQuestion,
  deleteChoice,
  editChoice,
  editQuestion,
  reorderChoice,
  setQuestionType,
} from '#shared/edit/commands/questions.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

function openQuestion(type: Question['type'] = 'single-choice') {
  const session = openSession()
  appendClip(session, 'alpha', 10)
  runOk(session, addQuestion, { atTicks: seconds(10), type })
  const questionId = selectedId(session, 'question')
  const read = (): Question => {
    const question = documentOf(session).questions[questionId]
    if (!question) throw new Error('no question')
    return question
  }
  const choiceAt = (index: number) => {
    const choice = read().choices[index]
    if (!choice) throw new Error(`no choice ${index}`)
    return choice
  }
  return { session, questionId, read, choiceAt }
}

const codes = (question: Question): string => question.choices.map((choice) => choice.code).join('')

describe('choices', () => {
  it('never take the code of a deleted one', () => {
    const { session, questionId, read, choiceAt } = openQuestion()
    runOk(session, addChoice, { questionId, text: 'third' })
    expect(codes(read())).toBe('abc')
    runOk(session, deleteChoice, { questionId, choiceId: choiceAt(1).id })
    runOk(session, addChoice, { questionId, text: 'fourth' })
    expect(codes(read())).toBe('acd')
    expect(read().retiredCodes).toBe('b')
    runOk(session, reorderChoice, { questionId, choiceId: choiceAt(2).id, toIndex: 0 })
    expect(codes(read())).toBe('dac')
  })

  it('are refused after 36 in the life of a question', () => {
    const { session, questionId, choiceAt } = openQuestion()
    for (let made = 2; made < 36; made += 1) {
      runOk(session, addChoice, { questionId })
      if (made % 2 === 0) runOk(session, deleteChoice, { questionId, choiceId: choiceAt(1).id })
    }
    const refused = session.run(addChoice, { questionId })
    expect(refused.ok ? null : refused.error.code).toBe('edit.choices-full')
  })

  it.each(['true-false', 'short-answer'] as const)('are neither added nor moved in %s', (type) => {
    const { session, questionId, read } = openQuestion(type)
    const before = read()
    const added = session.run(addChoice, { questionId })
    expect(added.ok ? null : added.error.code).toBe('edit.choices-fixed')
    const [first] = before.choices
    const moved = first && session.run(reorderChoice, { questionId, choiceId: first.id, toIndex: 1 })
    if (moved) expect(moved.ok ? null : moved.error.code).toBe('edit.choices-fixed')
    expect(read()).toBe(before)
  })

  it('keep exactly one right where only one can be', () => {
    const { session, questionId, read, choiceAt } = openQuestion()
    runOk(session, editChoice, { questionId, choiceId: choiceAt(1).id, changes: { correct: true } })
    expect(read().choices.map(({ correct }) => correct)).toEqual([false, true])
    runOk(session, addChoice, { questionId })
    runOk(session, deleteChoice, { questionId, choiceId: choiceAt(1).id })
    expect(read().choices.map(({ correct }) => correct)).toEqual([true, false])
    const refused = session.run(deleteChoice, { questionId, choiceId: choiceAt(1).id })
    expect(refused.ok ? null : refused.error.code).toBe('edit.choices-few')
  })

  it('survive a change of type as far as they can', () => {
    const { session, questionId, read, choiceAt } = openQuestion('multiple-choice')
    runOk(session, editChoice, { questionId, choiceId: choiceAt(1).id, changes: { correct: true, text: 'kept' } })
    runOk(session, setQuestionType, { questionId, type: 'single-choice' })
    expect(read().choices.map(({ correct }) => correct)).toEqual([true, false])
    expect(choiceAt(1).text).toBe('kept')
    runOk(session, setQuestionType, { questionId, type: 'true-false' })
    expect(codes(read())).toBe('cd')
    expect(read().retiredCodes).toBe('ab')
  })
})

describe('questions', () => {
  it('stand at the very end, not behind it', () => {
    const { session, read } = openQuestion()
    expect(read().anchor).toMatchObject({ sourceTicks: seconds(10) })
    expect(errorOf(session)).toBe('edit.question-outside')
  })

  it('get a length when they stop pausing, and lose it when they pause again', () => {
    const { session, questionId, read } = openQuestion()
    runOk(session, editQuestion, { questionId, changes: { pause: false } })
    expect(read().showTicks).toBe(seconds(8))
    runOk(session, editQuestion, { questionId, changes: { pause: true } })
    expect(read().showTicks).toBeNull()
  })

  it('refuse values outside their range, as a whole', () => {
    const { session, questionId } = openQuestion()
    const before = documentOf(session)
    const refused = session.run(editQuestion, { questionId, changes: { hint: 'new', points: -1 } })
    expect(refused.ok ? null : refused.error.code).toBe('edit.unsound')
    expect(documentOf(session)).toBe(before)
  })
})

function errorOf(session: EditSession): string | null {
  const refused = session.run(addQuestion, { atTicks: seconds(10.01), type: 'poll' })
  return refused.ok ? null : refused.error.code
}
