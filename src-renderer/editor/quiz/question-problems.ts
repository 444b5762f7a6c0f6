import { text } from '#shared/messages/ui/catalogue.ts'
import type { Question } from '#shared/project/schema/question.ts'

const { problems } = text.quiz

/** What a question still lacks before a learner can answer it; the first thing to do, or null. */
export function findQuestionProblem(question: Question): string | null {
  if (question.prompt.trim() === '') return problems.prompt
  if (question.type === 'short-answer')
    return question.acceptedAnswers.some((answer) => answer.trim() !== '') ? null : problems.accepted
  if (question.choices.length < 2) return problems.choices
  if (question.choices.some((choice) => choice.text.trim() === '')) return problems.emptyChoice
  return question.choices.some((choice) => choice.correct) ? null : problems.noCorrect
}
