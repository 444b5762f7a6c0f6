import path from 'node:path'
import { findUncoveredLetters } from '#shared/lesson/find-uncovered-letters.ts'
import { loadAuthoredLesson } from './load-authored-lesson.ts'
import { loadDocument } from './load-document.ts'
import type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'
import { readJsonFile } from './read-json-file.ts'

export type { LoadedLesson, LoadLessonOptions } from './loaded-lesson.ts'

/**
 * Reads what a LESSON argument names: a lesson.json, a document.json with its media beside it, or a .tidbit file. Files are relative to it.
 * Throws `lesson.*` (with every problem of a lesson.json), `project-file.*`, `file.*`, `cancelled`.
 */
export async function loadLesson(lessonPath: string, options: LoadLessonOptions): Promise<LoadedLesson> {
  const file = path.resolve(lessonPath)
  const isPacked = path.extname(file).toLowerCase() === '.tidbit'
  const loaded = await (isPacked ? loadPacked(file, options) : loadText(file, options))
  return { ...loaded, warnings: [...loaded.warnings, ...findUncoveredLetters(loaded.document)] }
}

/** What reads zip files is loaded only for them. */
async function loadPacked(file: string, options: LoadLessonOptions): Promise<LoadedLesson> {
  const { loadProjectFile } = await import('./load-project-file.ts')
  return loadProjectFile(file, options)
}

async function loadText(file: string, options: LoadLessonOptions): Promise<LoadedLesson> {
  const input = await readJsonFile(file, options.signal)
  return isDocument(input) ? loadDocument(file, input) : loadAuthoredLesson(file, input, options)
}

/** Only documents carry the version of their shape. */
function isDocument(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'schemaVersion' in input
}
