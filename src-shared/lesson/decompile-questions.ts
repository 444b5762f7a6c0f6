import type { LessonDocument } from '../project/schema/document.ts'
import type { Choice, Question } from '../project/schema/question.ts'
import { questionsInOrder } from '../project/selectors.ts'
import type { Ticks } from '../time/ticks.ts'
import { compileQuestion } from './compile-questions.ts'
import { isSame, type Dropped } from './dropped.ts'
import { lessonQuizSchema, type LessonChoice, type LessonQuiz } from './lesson-schema.ts'
import { toSeconds, written } from './written.ts'

/** What may come back otherwise, in words; the anchor is the instant, written as seconds. */
const fields = {
  choices: 'pictures of choices; codes, feedback and the right answer of true or false',
  retiredCodes: 'codes of deleted choices',
  acceptedAnswers: 'accepted answers of another type of question',
  caseSensitive: 'settings of typed answers',
  typosAllowed: 'settings of typed answers',
  showTicks: 'how long the question stays',
  scored: 'that a question without points is scored',
  points: 'points of an unscored question',
  partialCredit: 'part of the points for part of the answer',
  retries: 'further attempts',
  shuffle: 'the order of the choices by chance',
  branch: 'branches',
  slotId: 'the template slot',
} as const satisfies Partial<Record<keyof Question, string>>

/** The two choices of true or false have no ids in lesson.json, and nobody asks for them: their codes are what is reported. */
function comparable(question: Question): Readonly<Record<string, unknown>> {
  if (question.type !== 'true-false') return question
  return { ...question, choices: question.choices.map((choice) => ({ ...choice, id: null })) }
}

/** The questions that lesson.json can say, with ids and codes, so that results keep their meaning. */
export function decompileQuestions(document: LessonDocument): {
  readonly quizzes: LessonQuiz[]
  readonly dropped: readonly Dropped[]
} {
  const dropped: Dropped[] = []
  const quizzes = questionsInOrder(document).flatMap(({ question, atTicks }): LessonQuiz[] => {
    const quiz = decompileQuestion(question, atTicks)
    const path = `questions.${question.id}`
    if (!quiz || !lessonQuizSchema.safeParse(quiz).success) {
      const what = quiz ? 'a question with an empty text, or that any answer answers' : `a question of the type ${question.type}`
      dropped.push({ path, what })
      return []
    }
    const again = compileQuestion(quiz, question.id, document, atTicks)
    for (const [field, what] of Object.entries(fields))
      if (!isSame(comparable(question)[field], comparable(again)[field])) dropped.push({ path: `${path}.${field}`, what })
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
    ...(question.required === question.pause ? {} : { required: question.required }),
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
