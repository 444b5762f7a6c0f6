import { err, ok, type Result } from '../base/result.ts'
import { checkLesson } from './check-lesson.ts'
import { keysAt } from './known-keys.ts'
import { describeIssues, type LessonProblem } from './lesson-problem.ts'
import { lessonSchema, type Lesson } from './lesson-schema.ts'

/** Reads a lesson.json. Lists every problem, each with its path and what to write. Never throws. */
export function parseLesson(input: unknown): Result<Lesson, readonly LessonProblem[]> {
  const parsed = lessonSchema.safeParse(input)
  if (!parsed.success) return err(describeIssues(parsed.error.issues, (path) => keysAt(lessonSchema, input, path)))
  const problems = checkLesson(parsed.data)
  return problems.length > 0 ? err(problems) : ok(parsed.data)
}
