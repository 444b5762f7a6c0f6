import { z } from '../base/zod.ts'
import { lessonSchema } from './lesson-schema.ts'

/** The schema of lesson.json for editors and other programs, JSON Schema draft 7 (what editors know best). */
export function makeLessonJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(lessonSchema, { target: 'draft-07', io: 'input', reused: 'inline' })
  return { title: 'Tidbit lesson', ...schema }
}
