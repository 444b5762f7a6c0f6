import { formatProblem, type LessonProblem } from '../lesson/lesson-problem.ts'
import { batchDraftText } from '../messages/ui/batch-draft.ts'

/** A problem of a row for those who have never seen the file of its recipe: “questions[0].correct” is “Question 1, right answer”. */
export function describeRowProblem(problem: LessonProblem): string {
  return formatProblem(problem)
    .replace(/^questions\[(\d+)\](?:\.(\w+))?[^:]*: /, (_, index: string, part: string | undefined) => {
      const { question, parts } = batchDraftText.places
      const name = part !== undefined && Object.hasOwn(parts, part) ? parts[part as keyof typeof parts] : null
      return `${question(Number(index) + 1, name)}: `
    })
    .replace(/^clip: (?=\p{Ll})/u, 'The clip ')
    .replace(/^clip: /, '')
}
