import { formatProblem, type LessonProblem } from '#shared/lesson/lesson-problem.ts'
import { AppError } from '#shared/messages/app-error.ts'

/** `lesson.invalid`, with its problems apart for programs that read them. */
export class InvalidLessonError extends AppError {
  readonly problems: readonly LessonProblem[]

  constructor(file: string, problems: readonly LessonProblem[]) {
    const lines = problems.map(formatProblem)
    const text = lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\n')
    super({ code: 'lesson.invalid', params: { file, count: lines.length, problems: text }, retryable: false })
    this.problems = problems
  }
}
