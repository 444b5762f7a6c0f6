import { matchesAnswer } from './answer-text.ts'
import type { PlayerQuestion } from './player-lesson.ts'

export type Answer =
  { readonly kind: 'choices'; readonly codes: readonly string[] } | { readonly kind: 'text'; readonly text: string }

/** `earned` is in points, rounded to a hundredth: what survives being stored. */
export type Grade = { readonly correct: boolean; readonly earned: number }

/** Multiple choice is all or nothing unless `partialCredit`: then each wrong choice takes back a right one. */
export function gradeAnswer(question: PlayerQuestion, answer: Answer): Grade {
  const share = shareOfPoints(question, answer)
  return { correct: share === 1, earned: question.scored ? Math.round(question.points * share * 100) / 100 : 0 }
}

function shareOfPoints(question: PlayerQuestion, answer: Answer): number {
  if (answer.kind === 'text') return matchesAnswer(answer.text, question.acceptedAnswers, question) ? 1 : 0
  const chosen = new Set(answer.codes)
  const wanted = question.choices.filter((choice) => choice.correct)
  const right = wanted.filter((choice) => chosen.has(choice.code)).length
  const wrong = question.choices.filter((choice) => !choice.correct && chosen.has(choice.code)).length
  if (right === wanted.length && wrong === 0) return 1
  const allowsPart = question.type === 'multiple-choice' && question.partialCredit
  return allowsPart && wanted.length > 0 ? Math.max(0, (right - wrong) / wanted.length) : 0
}

/** Whether there is anything to grade yet. */
export function isAnswered(answer: Answer): boolean {
  return answer.kind === 'text' ? answer.text.trim() !== '' : answer.codes.length > 0
}
