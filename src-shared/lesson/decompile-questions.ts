import type { LessonDocument } from '../project/schema/document.ts'
import type { Choice, Question } from '../project/schema/question.ts'
import { questionsInOrder } from '../project/selectors.ts'
import type { Ticks } from '../time/ticks.ts'
import type { Dropped } from './dropped.ts'
import type { LessonChoice, LessonQuiz } from './lesson-schema.ts'
import { toSeconds, written } from './written.ts'

/** The questions that lesson.json can say, with ids and codes, so that results keep their meaning. */
export function decompileQuestions(document: LessonDocument): {
  readonly quizzes: LessonQuiz[]
  readonly dropped: readonly Dropped[]
} {
  const dropped: Dropped[] = []
  const quizzes = questionsInOrder(document).flatMap(({ question, atTicks }): LessonQuiz[] => {
    const quiz = decompileQuestion(question, atTicks)
    const path = `questions.${question.id}`
    if (!quiz) {
      dropped.push({ path, what: `a question of the type ${question.type}` })
      return []
    }
    const { branch, choices } = question
    if (branch.correctTicks !== null || branch.incorrectTicks !== null) dropped.push({ path: `${path}.branch`, what: 'branches' })
    if (choices.some((choice) => choice.imageAssetId !== null || choice.altText !== ''))
      dropped.push({ path: `${path}.choices`, what: 'pictures of choices' })
    if (question.type === 'true-false' && choices.some((choice) => choice.feedback !== ''))
      dropped.push({ path: `${path}.choices`, what: 'feedback for each choice' })
    if (!question.scored && question.points > 0) dropped.push({ path: `${path}.points`, what: 'points of an unscored question' })
    return [quiz]
  })
  return { quizzes, dropped }
}

function decompileQuestion(question: Question, atTicks: Ticks): LessonQuiz | null {
  const points = question.scored ? question.points : 0
  const base = {
    id: question.id,
    at: toSeconds(atTicks),
    ...(question.pause ? {} : { pause: false }),
    ...(question.showTicks === null ? {} : { showFor: toSeconds(question.showTicks) }),
    prompt: question.prompt,
    ...(points === 1 ? {} : { points }),
    ...(question.retries === 0 ? {} : { retries: question.retries ?? ('unlimited' as const) }),
    ...(question.required ? {} : { required: false }),
    ...written('hint', question.hint),
    ...(question.feedback.correct === '' && question.feedback.incorrect === '' ? {} : { feedback: { ...question.feedback } }),
  }
  const withChoices = {
    choices: question.choices.map(decompileChoice),
    ...(question.shuffle ? { shuffle: true } : {}),
    ...written('retiredCodes', question.retiredCodes),
  }
  switch (question.type) {
    case 'single-choice':
      return { type: 'single-choice', ...base, ...withChoices }
    case 'multiple-choice':
      return { type: 'multiple-choice', ...base, ...withChoices, ...(question.partialCredit ? { partialCredit: true } : {}) }
    case 'true-false':
      return decompileTrueFalse(question, base)
    case 'short-answer':
      return {
        type: 'short-answer',
        ...base,
        correct: [...question.acceptedAnswers],
        ...(question.caseSensitive ? { caseSensitive: true } : {}),
        ...(question.typosAllowed > 0 ? { typosAllowed: question.typosAllowed } : {}),
      }
    default:
      return null
  }
}

type TrueFalse = Extract<LessonQuiz, { type: 'true-false' }>

function decompileTrueFalse(question: Question, base: Omit<TrueFalse, 'type' | 'correct' | 'labels'>): LessonQuiz | null {
  const [whenTrue, whenFalse] = question.choices
  if (!whenTrue || !whenFalse) return null
  const labels = { true: whenTrue.text, false: whenFalse.text }
  return { type: 'true-false', ...base, correct: whenTrue.correct, labels }
}

function decompileChoice({ id, code, text, correct, feedback }: Choice): LessonChoice {
  return { id, code, text, ...(correct ? { correct: true } : {}), ...written('feedback', feedback) }
}
