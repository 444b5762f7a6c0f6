import { describe, expect, it } from 'vitest'
import { describeQuestionProblem as describeIn } from '#renderer/editor/quiz/question-problems.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { createChoice, createQuestion } from '#shared/project/question-defaults.ts'
import type { ChoiceId, QuestionId } from '#shared/project/ids.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { addQuestion } from '#shared/edit/commands/questions.ts'
import { appendClip, documentOf, runOk, selectedId } from '../../../shared/edit/run-ok.ts'
import { emptyDocument, openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const { problems } = text.quiz
const describeQuestionProblem = (question: Question): string | null => describeIn(emptyDocument(), question)
let count = 0
const newId = (): ChoiceId => `choice-${(count += 1)}` as ChoiceId
const question = (type: Question['type'], changes: Partial<Question>): Question => ({
  ...createQuestion('question-1' as QuestionId, { kind: 'timeline', ticks: zeroTicks }, type, newId),
  ...changes,
})
const choice = (code: string, words: string, correct = false) => createChoice(newId(), code, words, correct)

describe('what a question still lacks', () => {
  it('is told in the order of the form', () => {
    expect(describeQuestionProblem(question('single-choice', {}))).toBe(problems.prompt)
    expect(describeQuestionProblem(question('single-choice', { prompt: 'Why?' }))).toBe(problems.emptyChoice)
    const choices = [choice('a', 'Heat'), choice('b', 'Light')]
    expect(describeQuestionProblem(question('multiple-choice', { prompt: 'Why?', choices }))).toBe(problems.noCorrect)
    expect(describeQuestionProblem(question('single-choice', { prompt: 'Why?', choices: choices.slice(1) }))).toBe(
      problems.choices,
    )
  })

  it('is nothing once it can be answered', () => {
    const choices = [choice('a', 'Heat', true), choice('b', 'Light')]
    expect(describeQuestionProblem(question('single-choice', { prompt: 'Why?', choices }))).toBeNull()
    expect(describeQuestionProblem(question('true-false', { prompt: 'Hot?' }))).toBeNull()
    expect(describeQuestionProblem(question('short-answer', { prompt: 'What?', acceptedAnswers: [' '] }))).toBe(problems.accepted)
    expect(describeQuestionProblem(question('short-answer', { prompt: 'What?', acceptedAnswers: ['lava'] }))).toBeNull()
  })

  it('is a jump past a question that counts, once all else is there', () => {
    const session = openSession()
    appendClip(session, 'alpha', 10)
    const changes = { prompt: 'Hot?', branch: { correctTicks: seconds(8), incorrectTicks: null } }
    runOk(session, addQuestion, { atTicks: seconds(1), type: 'true-false', changes })
    const id = selectedId(session, 'question')
    const told = (): string | null => {
      const asked = documentOf(session).questions[id]
      return asked ? describeIn(documentOf(session), asked) : null
    }
    expect(told()).toBeNull()
    runOk(session, addQuestion, { atTicks: seconds(4), type: 'true-false' })
    expect(told()).toBe(text.quiz.branch.jumpsOver)
  })
  it('is words for a picture that has none, from the answer or from the picture itself', () => {
    const image = { ...videoAsset('leaf', seconds(1)), kind: 'image' as const, imageSize: { width: 10, height: 10 } }
    const told = (ofAnswer: string, ofPicture: string): string | null => {
      const document = { ...emptyDocument(), assets: { [image.id]: { ...image, altText: ofPicture } } }
      const pictured = { ...choice('b', ''), imageAssetId: image.id, altText: ofAnswer }
      const choices = [choice('a', 'Heat', true), pictured]
      return describeIn(document, question('single-choice', { prompt: 'Why?', choices }))
    }
    expect(told(' ', '')).toBe(text.quiz.pictureLacksText(2))
    expect(told('A leaf', '')).toBeNull()
    expect(told('', 'A leaf')).toBeNull()
  })
})
