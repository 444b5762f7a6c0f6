import type { LibraryInput, SavedProject } from '#main/core/library/contract.ts'
import { storedHistoryLimitBytes } from '#shared/edit/history.ts'
import { appError } from '#shared/messages/app-error.ts'
import { currentSchemaVersion, type LessonDocument } from '#shared/project/schema/document.ts'
import { inTransaction, readStored, requireLiveProject, requireProject, type Library } from './library.ts'
import { deriveFacts } from './project-facts.ts'
import type { CardRow } from './rows.ts'
import { keepOutgoing, takeSnapshot } from './versions.ts'

export function createProject(
  library: Library,
  { document, tags, kind = 'lesson' }: LibraryInput<'createProject'>,
): SavedProject {
  return inTransaction(library, () => {
    const { database } = library
    const facts = deriveFacts(document)
    if (database.prepare('SELECT 1 FROM project WHERE id = ?').get(document.id))
      throw appError('library.project-exists', { title: facts.title })
    const savedAt = library.now()
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO project (id, title, language, document, schema_version, revision, duration_ticks, question_count, tags, kind, created_at, updated_at)
         VALUES (?, ?, ?, '', 0, 0, 0, 0, ?, ?, ?, ?)`,
      )
      .run(document.id, facts.title, facts.language, JSON.stringify(tags), kind, savedAt, savedAt)
    writeDocument(library, Number(lastInsertRowid), document, 1, savedAt, null)
    return { revision: 1, savedAt, historyDropped: false }
  })
}

/**
 * Stores a document and its undo history in one transaction, if nobody has stored another one since `expectedRevision`.
 * Throws `library.conflict`.
 */
export function saveProject(library: Library, input: LibraryInput<'saveProject'>): SavedProject {
  const { document, expectedRevision, history, saveId } = input
  return inTransaction(library, () => {
    const { database } = library
    const row = requireLiveProject(library, document.id)
    const historyDropped = history !== null && history.byteLength > storedHistoryLimitBytes
    if (row.revision === expectedRevision + 1 && lastSaveId(library, row) === saveId)
      return { revision: row.revision, savedAt: row.updated_at, historyDropped }
    if (row.revision !== expectedRevision) throw appError('library.conflict', { title: row.title })
    refuseNewerDocument(row)
    const savedAt = library.now()
    const revision = row.revision + 1
    writeDocument(library, row.seq, document, revision, savedAt, saveId)
    if (history && !historyDropped)
      database
        .prepare('INSERT OR REPLACE INTO history (project_seq, schema_version, revision, content) VALUES (?, ?, ?, ?)')
        .run(row.seq, currentSchemaVersion, revision, history)
    else database.prepare('DELETE FROM history WHERE project_seq = ?').run(row.seq)
    return { revision, savedAt, historyDropped }
  })
}

/** A copy with its own id and title, the same tags and poster; a draft again. */
export function duplicateProject(library: Library, { id, newId, title }: LibraryInput<'duplicateProject'>): SavedProject {
  return inTransaction(library, () => {
    const row = requireProject(library, id)
    const { document } = readStored(library, row)
    const copy: LessonDocument = { ...document, id: newId, metadata: { ...document.metadata, title } }
    const saved = createProject(library, { document: copy, tags: JSON.parse(row.tags) as string[] })
    library.database.prepare('UPDATE project SET poster_file = ? WHERE id = ?').run(row.poster_file, newId)
    return saved
  })
}

function refuseNewerDocument({ title, schema_version: version }: CardRow): void {
  if (version > currentSchemaVersion) throw appError('library.newer-document', { title, version })
}

function lastSaveId({ database }: Library, { seq }: CardRow): unknown {
  return database.prepare('SELECT save_id FROM project WHERE seq = ?').pluck().get(seq)
}

function writeDocument(
  library: Library,
  seq: number,
  document: LessonDocument,
  revision: number,
  savedAt: number,
  saveId: string | null,
): void {
  const { database } = library
  keepOutgoing(library, seq, savedAt)
  const facts = deriveFacts(document)
  const json = JSON.stringify(document)
  database
    .prepare(
      `UPDATE project SET title = ?, language = ?, document = ?, schema_version = ?, revision = ?, save_id = ?, duration_ticks = ?,
         question_count = ?, updated_at = ? WHERE seq = ?`,
    )
    .run(
      facts.title,
      facts.language,
      json,
      currentSchemaVersion,
      revision,
      saveId,
      facts.durationTicks,
      facts.questionCount,
      savedAt,
      seq,
    )
  const { title, topics, questions, captions } = facts.search
  database
    .prepare('INSERT OR REPLACE INTO project_search (rowid, title, topics, questions, captions) VALUES (?, ?, ?, ?, ?)')
    .run(seq, title, topics, questions, captions)
  database.prepare('DELETE FROM project_asset WHERE project_seq = ?').run(seq)
  const addAsset = database.prepare('INSERT INTO project_asset (project_seq, sha256) VALUES (?, ?)')
  for (const sha256 of facts.assetHashes) addAsset.run(seq, sha256)
  takeSnapshot(library, seq, { json, revision, savedAt })
}
