import type { LibraryInput, OpenedProject } from '#main/core/library/contract.ts'
import { exportTargetSchema, type ExportTarget } from '#main/core/export/export-target.ts'
import { z } from '#shared/base/zod.ts'
import { exportRecordSchema, type ExportRecord } from '#shared/package/export-record.ts'
import { currentSchemaVersion } from '#shared/project/schema/document.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { inTransaction, readStored, requireLiveProject, requireProject, type Library } from './library.ts'
import { parseTags, stateOf } from './rows.ts'

type ProjectRef = { readonly id: LessonId }

/** The document at today's schema, and the undo history where it still fits. */
export function openProject(library: Library, { id }: ProjectRef): OpenedProject {
  const row = requireLiveProject(library, id)
  const { document, migratedFrom } = readStored(library, row)
  const kept = library.database
    .prepare('SELECT schema_version AS schemaVersion, revision, content FROM history WHERE project_seq = ?')
    .get(row.seq) as { schemaVersion: number; revision: number; content: Uint8Array } | undefined
  const fits = kept !== undefined && kept.schemaVersion === currentSchemaVersion && kept.revision === row.revision
  return {
    document,
    revision: row.revision,
    history: fits ? kept.content : null,
    historyDropped: kept !== undefined && !fits,
    migratedFrom,
    state: stateOf(row),
    exportedRevision: row.exported_revision,
    posterFile: row.poster_file,
    tags: parseTags(row.tags),
  }
}

/** Into the bin; nothing is lost until it is purged. */
export function deleteProject(library: Library, { id }: ProjectRef): null {
  const { seq } = requireProject(library, id)
  library.database.prepare('UPDATE project SET deleted_at = ? WHERE seq = ? AND deleted_at IS NULL').run(library.now(), seq)
  return null
}

export function restoreProject(library: Library, { id }: ProjectRef): null {
  const { seq } = requireProject(library, id)
  library.database.prepare('UPDATE project SET deleted_at = NULL WHERE seq = ?').run(seq)
  return null
}

/** For good, with its versions and history; media files stay. Purging twice is no error. */
export function purgeProject(library: Library, { id }: ProjectRef): null {
  const { database } = library
  return inTransaction(library, () => {
    const seq = database.prepare('SELECT seq FROM project WHERE id = ?').pluck().get(id)
    if (seq === undefined) return null
    database.prepare('DELETE FROM project_search WHERE rowid = ?').run(seq)
    database.prepare('DELETE FROM project WHERE seq = ?').run(seq)
    return null
  })
}

export function setPoster(library: Library, { id, posterFile }: LibraryInput<'setPoster'>): null {
  const { seq } = requireProject(library, id)
  library.database.prepare('UPDATE project SET poster_file = ? WHERE seq = ?').run(posterFile, seq)
  return null
}

export function setTags(library: Library, { id, tags }: LibraryInput<'setTags'>): null {
  const { seq } = requireProject(library, id)
  library.database.prepare('UPDATE project SET tags = ? WHERE seq = ?').run(JSON.stringify(tags), seq)
  return null
}

/** `revision` is the one that was exported, which may be older than the stored one. A plain video leaves the record as it was. */
export function markExported(library: Library, { id, revision, record, target }: LibraryInput<'markExported'>): null {
  const { seq } = requireProject(library, id)
  library.database
    .prepare(
      `UPDATE project SET exported_revision = ?, last_export = coalesce(?, last_export), export_target = coalesce(?, export_target)
       WHERE seq = ?`,
    )
    .run(revision, record && JSON.stringify(record), target && JSON.stringify(target), seq)
  return null
}

/** Null before the first package, and for a record that a newer program wrote. */
export function lastExport(library: Library, { id }: LibraryInput<'lastExport'>): ExportRecord | null {
  const { seq } = requireProject(library, id)
  const row = library.database.prepare('SELECT last_export FROM project WHERE seq = ?').get(seq)
  const kept = z.object({ last_export: z.string().nullable() }).parse(row).last_export
  const record = kept === null ? null : exportRecordSchema.safeParse(JSON.parse(kept))
  return record?.success ? record.data : null
}

/** Null before the first export, and for one that another version wrote. */
export function exportTarget(library: Library, { id }: LibraryInput<'exportTarget'>): ExportTarget | null {
  const { seq } = requireProject(library, id)
  const kept = library.database.prepare('SELECT export_target FROM project WHERE seq = ?').pluck().get(seq)
  const target = typeof kept === 'string' ? exportTargetSchema.safeParse(JSON.parse(kept)) : null
  return target?.success ? target.data : null
}
