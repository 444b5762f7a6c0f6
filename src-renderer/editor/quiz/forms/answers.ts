import type { Question } from '#shared/project/schema/question.ts'
import type { PlacedProblem, QuestionProblem } from '#shared/package/question-problem.ts'
import type { RowFocus } from '../row-focus.ts'

/** What every kind's form gets: the question, what it lacks, and where the cursor may be wanted. */
export type AnswersProps = {
  readonly question: Question
  readonly problems: readonly PlacedProblem[]
  readonly rows: RowFocus
}

/** What one row lacks, of those that concern a row. */
export function rowProblem(problems: readonly PlacedProblem[], index: number): QuestionProblem | null {
  return problems.find((problem) => problem.index === index)?.problem ?? null
}
