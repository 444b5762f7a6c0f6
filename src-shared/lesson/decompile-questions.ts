import { isSame } from '../base/is-same.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { isScoredType } from '../project/question-defaults.ts'
import type { Choice, Question } from '../project/schema/question.ts'
import { countBlanks, joinBlankAnswers, splitBlankAnswers } from '../quiz/blanks.ts'
import { questionsInOrder } from '../project/selectors.ts'
import type { Ticks } from '../time/ticks.ts'
import { compileQuestion } from './compile-questions.ts'
import type { Dropped } from './dropped.ts'
import { lessonQuizSchema, type LessonQuiz } from './quiz-schema.ts'
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
  branch: 'jumps after an opinion',
  slotId: 'the template slot',
} as const satisfies Partial<Record<keyof Question, string>>

/**
 * A question without what its type never looks at, so that nobody hears of it as lost. The two choices of true or false
 * have no ids in lesson.json, and nobody asks for them: their codes are what is reported.
 */
function comparable(question: Question): Readonly<Record<string, unknown>> {
  const { type } = question
  const open = isScoredType(type) ? {} : { scored: false, points: 0, retries: 0, partialCredit: false }
  return {
    ...question,
    ...open,
    feedback: isScoredType(type) ? question.feedback : { ...question.feedback, incorrect: '' },
    acceptedAnswers: type === 'fill-blank' ? question.acceptedAnswers.map(tidyBlank) : question.acceptedAnswers,
    shuffle: type !== 'ordering' && type !== 'true-false' && question.shuffle,
    choices: question.choices.map((choice) => ({
      ...choice,
      id: type === 'true-false' ? null : choice.id,
      correct: hasCorrectChoices(type) && choice.correct,
      match: type === 'matching' ? choice.match : '',
      region: type === 'hotspot' ? choice.region : null,
    })),
  }
}

function hasCorrectChoices(type: Question['type']): boolean {
  return type === 'single-choice' || type === 'multiple-choice' || type === 'true-false' || type === 'hotspot'
}

function tidyBlank(answers: string): string {
  return joinBlankAnswers(splitBlankAnswers(answers))
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
      const what = 'a question that is not finished, or that any answer answers'
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
  const asked = {
    id: question.id,
    at: toSeconds(atTicks),
    ...(question.pause ? {} : { pause: false }),
    ...(question.showTicks === null ? {} : { showFor: toSeconds(question.showTicks) }),
    prompt: question.prompt,
    ...(question.required === question.pause ? {} : { required: question.required }),
    ...written('hint', question.hint),
  }
  const base = {
    ...asked,
    ...(points === 1 ? {} : { points }),
    ...(question.retries === 0 ? {} : { retries: question.retries ?? ('unlimited' as const) }),
    ...(question.feedback.correct === '' && question.feedback.incorrect === '' ? {} : { feedback: { ...question.feedback } }),
    ...decompileBranch(question),
  }
  const open = { ...asked, ...written('thanks', question.feedback.correct) }
  const partialCredit = question.partialCredit ? { partialCredit: true } : {}
  const shuffle = question.shuffle ? { shuffle: true } : {}
  const retiredCodes = written('retiredCodes', question.retiredCodes)
  const typing = {
    ...(question.caseSensitive ? { caseSensitive: true } : {}),
    ...(question.typosAllowed > 0 ? { typosAllowed: question.typosAllowed } : {}),
  }
  const { type } = question
  switch (type) {
    case 'single-choice':
      return { type, ...base, choices: question.choices.map(decompileChoice), ...shuffle, ...retiredCodes }
    case 'multiple-choice':
      return { type, ...base, choices: question.choices.map(decompileChoice), ...shuffle, ...partialCredit, ...retiredCodes }
    case 'true-false':
      return decompileTrueFalse(question, base)
    case 'short-answer':
      return { type, ...base, correct: [...question.acceptedAnswers], ...typing }
    case 'fill-blank': {
      const blanks = Array.from({ length: countBlanks(question.prompt) }, (_, index) => [
        ...splitBlankAnswers(question.acceptedAnswers[index] ?? ''),
      ])
      return { type, ...base, blanks, ...partialCredit, ...typing }
    }
    case 'ordering':
      return { type, ...base, choices: question.choices.map(decompileOption), ...partialCredit, ...retiredCodes }
    case 'matching': {
      const choices = question.choices.map((choice) => ({ ...decompileOption(choice), match: choice.match }))
      return { type, ...base, choices, ...shuffle, ...partialCredit, ...retiredCodes }
    }
    case 'hotspot': {
      const choices = question.choices.flatMap((choice) =>
        choice.region ? [{ ...decompileChoice(choice), region: { ...choice.region } }] : [],
      )
      if (choices.length < question.choices.length) return null
      return { type, ...base, choices, ...shuffle, ...retiredCodes }
    }
    case 'poll':
      return { type, ...open, choices: question.choices.map(decompileOption), ...shuffle, ...retiredCodes }
    case 'reflection':
      return { type, ...open }
  }
}

function decompileBranch({ branch }: Question): Pick<TrueFalse, 'goOnAt'> {
  const { correctTicks, incorrectTicks } = branch
  if (correctTicks === null && incorrectTicks === null) return {}
  return {
    goOnAt: {
      ...(correctTicks === null ? {} : { correct: toSeconds(correctTicks) }),
      ...(incorrectTicks === null ? {} : { incorrect: toSeconds(incorrectTicks) }),
    },
  }
}

type TrueFalse = Extract<LessonQuiz, { type: 'true-false' }>

function decompileTrueFalse(question: Question, base: Omit<TrueFalse, 'type' | 'correct' | 'labels'>): LessonQuiz | null {
  const [whenTrue, whenFalse] = question.choices
  if (!whenTrue || !whenFalse) return null
  const labels = { true: whenTrue.text, false: whenFalse.text }
  return { type: 'true-false', ...base, correct: whenTrue.correct, labels }
}

function decompileOption({ id, code, text, feedback }: Choice) {
  return { id, code, text, ...written('feedback', feedback) }
}

function decompileChoice(choice: Choice) {
  return { ...decompileOption(choice), ...(choice.correct ? { correct: true } : {}) }
}
