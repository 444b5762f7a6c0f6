import type { Question } from '../project/schema/question.ts'
import { normaliseAnswer } from '../quiz/answer-text.ts'

/** In the order in which a form asks for them. */
export type QuestionProblem = 'prompt' | 'accepted' | 'choices' | 'emptyChoice' | 'noCorrect'

/**
 * What a question still lacks before a learner can answer it; the first thing to do, or null. The form tells it and an
 * export refuses it.
 */
export function findQuestionProblem(question: Question): QuestionProblem | null {
  if (question.prompt.trim() === '') return 'prompt'
  if (question.type === 'short-answer') return findAnswerProblem(question)
  if (question.choices.length < 2) return 'choices'
  if (question.choices.some((choice) => choice.text.trim() === '' && choice.imageAssetId === null)) return 'emptyChoice'
  return question.choices.some((choice) => choice.correct) ? null : 'noCorrect'
}

/** Without points any answer may pass; one of signs only can never be given. */
function findAnswerProblem(question: Question): 'accepted' | null {
  const written = question.acceptedAnswers.filter((answer) => answer.trim() !== '')
  if (written.length === 0) return question.scored ? 'accepted' : null
  return written.some((answer) => canBeGiven(answer, question)) ? null : 'accepted'
}

/** Whether anything is left to compare of an accepted answer: a blank line or "…" can never be typed. */
export function canBeGiven(answer: string, { caseSensitive }: Pick<Question, 'caseSensitive'>): boolean {
  return normaliseAnswer(answer, caseSensitive) !== ''
}
