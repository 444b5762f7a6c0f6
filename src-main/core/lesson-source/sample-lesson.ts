import { createRequire } from 'node:module'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { loadLesson, type LoadLessonOptions } from './load-lesson.ts'

const { resolve } = createRequire(import.meta.url)

/** The lesson that comes with the program, to play with, as a lesson of that id; its clips stay where they lie. Throws `media.*`, `file.*`. */
export async function loadSampleLesson(id: LessonId, options: LoadLessonOptions): Promise<LessonDocument> {
  const { document } = await loadLesson(resolve('#resources/sample/lesson.json'), options)
  return { ...document, id }
}
