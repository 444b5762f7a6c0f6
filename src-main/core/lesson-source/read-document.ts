import { appError } from '#shared/messages/app-error.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

/** A document that was stored, maybe by an older program or by a newer one. Throws `lesson.newer`, `lesson.document-damaged`. */
export function readDocument(input: unknown, name: string): LessonDocument {
  const parsed = parseDocument(input)
  if (parsed.kind === 'newer') throw appError('lesson.newer', { file: name, version: parsed.version })
  if (parsed.kind === 'invalid')
    throw appError('lesson.document-damaged', { file: name, path: parsed.path, reason: parsed.reason })
  return parsed.document
}
