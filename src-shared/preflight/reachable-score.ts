import { mostPoints } from '../challenge/problems.ts'
import { findQuestionProblem } from '../package/question-problem.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Question } from '../project/schema/question.ts'
import { questionsInOrder } from '../project/selectors.ts'
import type { Ticks } from '../time/ticks.ts'

/**
 * The best score a learner can get, in percent rounded down to two decimals as the player does; null where nothing is scored. A
 * learner who answers wrong on purpose to be led elsewhere counts, too; a question that cannot be answered right earns nothing.
 */
export function reachablePercent(document: LessonDocument): number | null {
  const placed = questionsInOrder(document)
  // Learners judge by its rubric how they did in a challenge: nobody is kept from all of its points.
  const judged = document.challenge ? mostPoints(document.challenge) : 0
  const possible = placed.reduce((sum, { question }) => sum + pointsOf(question), judged)
  if (possible <= 0) return null
  /** The most that can be earned from each question on; behind the last one nothing. */
  const best: number[] = Array.from({ length: placed.length + 1 }, () => 0)
  const from = (index: number, target: Ticks | null): number => {
    const next = target === null ? index + 1 : placed.findIndex(({ atTicks }) => atTicks >= target)
    // What lies behind the learner was answered already; the film goes on to what comes next.
    return best[Math.max(index + 1, next < 0 ? placed.length : next)] ?? 0
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const question = placed[index]?.question
    if (!question) continue
    const { correctTicks, incorrectTicks } = question.branch
    const right = findQuestionProblem(question) === null ? pointsOf(question) + from(index, correctTicks) : 0
    best[index] = Math.max(right, from(index, incorrectTicks))
  }
  return Math.floor((((best[0] ?? 0) + judged) / possible) * 10_000 + 1e-6) / 100
}

/** A poll or a thought has no right answer. */
function pointsOf({ scored, points, type }: Question): number {
  return scored && type !== 'poll' && type !== 'reflection' ? points : 0
}
