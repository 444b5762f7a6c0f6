import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import { findUncoveredLetters } from '#shared/lesson/find-uncovered-letters.ts'
import { loadAuthoredLesson } from './load-authored-lesson.ts'
import { loadDocument } from './load-document.ts'
import type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'
import { readJsonFile } from './read-json-file.ts'

export type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'

/**
 * Reads what a LESSON argument names: a lesson.json, or a document.json with its media beside it. Files are relative to it.
 * Throws `lesson.*` (with every problem of a lesson.json), `file.*`, `cancelled`.
 */
export async function loadLesson(lessonPath: string, options: LoadLessonOptions): Promise<LoadedLesson> {
  const file = path.resolve(lessonPath)
  if (path.extname(file).toLowerCase() === '.tidbit') throw appError('lesson.archive-unsupported', { file: path.basename(file) })
  const input = await readJsonFile(file, options.signal)
  const loaded = await (isDocument(input) ? loadDocument(file, input) : loadAuthoredLesson(file, input, options))
  return { ...loaded, warnings: [...loaded.warnings, ...findUncoveredLetters(loaded.document)] }
}

/** Only documents carry the version of their shape. */
function isDocument(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'schemaVersion' in input
}
