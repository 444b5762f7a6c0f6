import type { Choice, Question } from '../project/schema/question.ts'
import { normaliseAnswer } from '../quiz/answer-text.ts'
import { countBlanks, splitBlankAnswers } from '../quiz/blanks.ts'
import { regionsOverlap } from '../quiz/hotspot.ts'

export const questionProblems = [
  'prompt',
  'noBlank',
  'noRegion',
  'choices',
  'accepted',
  'emptyBlank',
  'emptyChoice',
  'unnamedRegion',
  'emptyMatch',
  'sameChoices',
  'overlap',
  'noCorrect',
] as const
export type QuestionProblem = (typeof questionProblems)[number]

/** Something that keeps learners from answering; `index` tells which choice or blank is meant. */
export type PlacedProblem = { readonly problem: QuestionProblem; readonly index: number | null }

/**
 * What a question still lacks before a learner can answer it; the first thing to do, or null. The form tells it and an
 * export refuses it.
 */
export function findQuestionProblem(question: Question): QuestionProblem | null {
  return findQuestionProblems(question)[0]?.problem ?? null
}

/** Everything a question still lacks, in the order in which a form asks for it. */
export function findQuestionProblems(question: Question): readonly PlacedProblem[] {
  const problems = [...(question.prompt.trim() === '' ? [whole('prompt')] : []), ...findAnswerProblems(question)]
  return problems.toSorted((a, b) => questionProblems.indexOf(a.problem) - questionProblems.indexOf(b.problem))
}

const whole = (problem: QuestionProblem): PlacedProblem => ({ problem, index: null })

function findAnswerProblems(question: Question): readonly PlacedProblem[] {
  switch (question.type) {
    case 'reflection':
      return []
    case 'short-answer':
      return findTypedProblems(question)
    case 'fill-blank':
      return findBlankProblems(question)
    case 'hotspot':
      return findRegionProblems(question)
    case 'poll':
      return findChoiceProblems(question)
    case 'ordering':
      return [...findChoiceProblems(question), ...findSameChoices(question)]
    case 'matching':
      return [
        ...findChoiceProblems(question),
        ...findSameChoices(question),
        ...findEmpty(question, 'emptyMatch', ({ match }) => match),
      ]
    case 'single-choice':
    case 'multiple-choice':
    case 'true-false':
      return [...findChoiceProblems(question), ...findNoCorrect(question)]
  }
}

/** Without points any answer may pass; one of signs only can never be given. */
function findTypedProblems(question: Question): readonly PlacedProblem[] {
  const written = question.acceptedAnswers.filter((answer) => answer.trim() !== '')
  const isAnswerable = written.length === 0 ? !question.scored : written.some((answer) => canBeGiven(answer, question))
  return isAnswerable ? [] : [whole('accepted')]
}

function findBlankProblems(question: Question): readonly PlacedProblem[] {
  const count = countBlanks(question.prompt)
  if (count === 0) return [whole('noBlank')]
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const answers = splitBlankAnswers(question.acceptedAnswers[index] ?? '')
    return answers.some((answer) => canBeGiven(answer, question)) ? [] : [{ problem: 'emptyBlank' as const, index }]
  })
}

function findRegionProblems(question: Question): readonly PlacedProblem[] {
  const { choices } = question
  if (choices.length === 0 || choices.some(({ region }) => region === null)) return [whole('noRegion')]
  const overlapping = choices.flatMap(({ region }, index) =>
    choices.some((other, at) => at < index && region && other.region && regionsOverlap(region, other.region))
      ? [{ problem: 'overlap' as const, index }]
      : [],
  )
  return [...findEmpty(question, 'unnamedRegion', ({ text }) => text), ...overlapping, ...findNoCorrect(question)]
}

function findChoiceProblems(question: Question): readonly PlacedProblem[] {
  const few = question.choices.length < 2 ? [whole('choices')] : []
  return [...few, ...findEmpty(question, 'emptyChoice', (choice) => (choice.imageAssetId === null ? choice.text : 'a picture'))]
}

function findEmpty(question: Question, problem: QuestionProblem, read: (choice: Choice) => string): readonly PlacedProblem[] {
  return question.choices.flatMap((choice, index) => (read(choice).trim() === '' ? [{ problem, index }] : []))
}

function findNoCorrect({ choices }: Question): readonly PlacedProblem[] {
  return choices.some(({ correct }) => correct) ? [] : [whole('noCorrect')]
}

/** Two that read the same have no right order and no partner of their own. */
function findSameChoices({ choices }: Question): readonly PlacedProblem[] {
  const keys = choices.map(({ text, imageAssetId }) => `${imageAssetId ?? ''}:${normaliseAnswer(text, true)}`)
  return choices.flatMap(({ text }, index) => {
    const first = keys.indexOf(keys[index] ?? '')
    return text.trim() !== '' && first < index ? [{ problem: 'sameChoices' as const, index }] : []
  })
}

/** Whether anything is left to compare of an accepted answer: a blank line or "…" can never be typed. */
export function canBeGiven(answer: string, { caseSensitive }: Pick<Question, 'caseSensitive'>): boolean {
  return normaliseAnswer(answer, caseSensitive) !== ''
}
