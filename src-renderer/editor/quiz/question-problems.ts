import { text } from '#shared/messages/ui/catalogue.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { findQuestionProblem } from '#shared/package/question-problem.ts'

/** The first thing to do before a learner can answer the question, in words; null once nothing is left. */
export function describeQuestionProblem(question: Question): string | null {
  const problem = findQuestionProblem(question)
  return problem === null ? null : text.quiz.problems[problem]
}
