import type { Database } from 'better-sqlite3'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import { cardColumns, parseCardRow, type CardRow } from './rows.ts'

/** An open library and the clock its instants are taken from (milliseconds since 1970). */
export type Library = { readonly database: Database; readonly now: () => number }

/** Runs `work` as one write transaction: all of it is stored, or nothing. */
export function inTransaction<T>({ database }: Library, work: () => T): T {
  return database.transaction(work).immediate()
}

/** Throws `library.unknown-project`. */
export function requireProject({ database }: Library, id: LessonId): CardRow {
  const row = database.prepare(`SELECT ${cardColumns} FROM project WHERE id = ?`).get(id)
  if (row === undefined) throw appError('library.unknown-project', { id })
  return parseCardRow(row)
}

/** Throws `library.deleted-project` for one in the bin. */
export function requireLiveProject(library: Library, id: LessonId): CardRow {
  const row = requireProject(library, id)
  if (row.deleted_at !== null) throw appError('library.deleted-project', { title: row.title })
  return row
}

export type StoredDocument = { readonly document: LessonDocument; readonly migratedFrom: number | null }

/** A stored document at today's version. Throws `library.newer-document`, `library.invalid-document`. */
export function parseStored(json: string, title: string): StoredDocument {
  const parsed = parseDocument(parseJson(json, title))
  if (parsed.kind === 'newer') throw appError('library.newer-document', { title, version: parsed.version })
  if (parsed.kind === 'invalid') throw appError('library.invalid-document', { title, path: parsed.path, reason: parsed.reason })
  return parsed
}

function parseJson(json: string, title: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw appError('library.invalid-document', { title, path: '', reason: 'not JSON' }, { cause })
  }
}

export function readStored(library: Library, row: Pick<CardRow, 'seq' | 'title'>): StoredDocument {
  const json = library.database.prepare('SELECT document FROM project WHERE seq = ?').pluck().get(row.seq)
  return parseStored(String(json), row.title)
}
