import { text } from '#shared/messages/ui/catalogue.ts'
import { findQuestionProblem } from '#shared/package/question-problem.ts'
import { questionsJumpedOver } from '#shared/project/branches.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'

/** The first thing to do before every learner can answer the question, in words; null once nothing is left. */
export function describeQuestionProblem(document: LessonDocument, question: Question): string | null {
  const problem = findQuestionProblem(question)
  if (problem !== null) return text.quiz.problems[problem]
  const { correctTicks, incorrectTicks } = question.branch
  const jumps = [correctTicks, incorrectTicks].some(
    (target) => target !== null && questionsJumpedOver(document, question, target).length > 0,
  )
  if (jumps) return text.quiz.branch.jumpsOver
  const silent = question.choices.findIndex((choice) => lacksPictureText(document, choice))
  return silent < 0 ? null : text.quiz.pictureLacksText(silent + 1)
}

/** An answer whose picture says nothing to somebody who cannot see it. */
export function lacksPictureText({ assets }: LessonDocument, { imageAssetId, altText }: Choice): boolean {
  return imageAssetId !== null && altText.trim() === '' && (assets[imageAssetId]?.altText ?? '').trim() === ''
}
