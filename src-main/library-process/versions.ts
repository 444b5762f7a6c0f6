import type { LibraryInput, LibraryOutput, ListedVersion, ProjectVersion } from '#main/core/library/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { assetSchema } from '#shared/project/schema/asset.ts'
import { currentSchemaVersion } from '#shared/project/schema/document.ts'
import { inTransaction, parseStored, requireProject, type Library } from './library.ts'
import { snapshotEachMs, snapshotsToDrop } from './thin-out.ts'

type Saved = { readonly json: string; readonly revision: number; readonly savedAt: number }

const insertVersion = `
  INSERT INTO version (project_seq, name, revision, schema_version, document, created_at) VALUES (?, ?, ?, ?, ?, ?)`

/**
 * Keeps what a save is about to replace where it has stood for a while: the last state of an earlier session, which was saved
 * too soon after a snapshot to be one. Part of the save's transaction.
 */
export function keepOutgoing({ database }: Library, seq: number, now: number): void {
  const outgoing = database
    .prepare(
      `SELECT revision, schema_version AS schemaVersion, updated_at AS savedAt FROM project
       WHERE seq = @seq AND updated_at <= @before AND revision > (SELECT coalesce(max(revision), 0) FROM version WHERE project_seq = @seq)`,
    )
    .get({ seq, before: now - snapshotEachMs }) as { revision: number; schemaVersion: number; savedAt: number } | undefined
  if (!outgoing) return
  const json = database.prepare('SELECT document FROM project WHERE seq = ?').pluck().get(seq)
  database.prepare(insertVersion).run(seq, null, outgoing.revision, outgoing.schemaVersion, json, outgoing.savedAt)
}

/** Keeps a copy of a save every five minutes, and thins out the older ones. Part of the save's transaction. */
export function takeSnapshot({ database }: Library, seq: number, { json, revision, savedAt }: Saved): void {
  const snapshots = database
    .prepare('SELECT id, created_at AS createdAt FROM version WHERE project_seq = ? AND name IS NULL ORDER BY created_at DESC')
    .all(seq) as { id: number; createdAt: number }[]
  const newest = snapshots[0]
  if (newest && savedAt - newest.createdAt < snapshotEachMs && savedAt >= newest.createdAt) return
  const { lastInsertRowid } = database.prepare(insertVersion).run(seq, null, revision, currentSchemaVersion, json, savedAt)
  const all = [...snapshots, { id: Number(lastInsertRowid), createdAt: savedAt }]
  const drop = database.prepare('DELETE FROM version WHERE id = ?')
  for (const id of snapshotsToDrop(all, savedAt)) drop.run(id)
}

/** The documents stay where they are: only what a list shows of them is read. */
const selectListed = `
  SELECT id, name, revision, created_at AS createdAt,
    (SELECT count(*) FROM json_each(document, '$.mainTrack') AS item WHERE item.value ->> '$.kind' = 'clip') AS clipCount,
    (SELECT count(*) FROM json_each(document, '$.questions')) AS questionCount,
    (SELECT document -> ('$.assets."' || (document ->> ('$.clips."' || (item.value ->> '$.clipId') || '".assetId')) || '"')
     FROM json_each(document, '$.mainTrack') AS item WHERE item.value ->> '$.kind' = 'clip' ORDER BY item.key LIMIT 1) AS posterAsset
  FROM version WHERE project_seq = ? ORDER BY created_at DESC, id DESC`

/** Newest first. */
export function listVersions(library: Library, { id }: { id: LessonId }): ListedVersion[] {
  const { seq } = requireProject(library, id)
  const rows = library.database.prepare(selectListed).all(seq) as (Omit<ListedVersion, 'posterAsset'> & {
    posterAsset: string | null
  })[]
  return rows.map((row) => {
    const asset = row.posterAsset === null ? null : assetSchema.safeParse(JSON.parse(row.posterAsset))
    return { ...row, posterAsset: asset?.success ? asset.data : null }
  })
}

/** Keeps a document of the project, or the project as it is stored now, under a name, for good. */
export function nameVersion(library: Library, { id, name, document }: LibraryInput<'nameVersion'>): ProjectVersion {
  return inTransaction(library, () => {
    const { seq, revision, schema_version: storedVersion } = requireProject(library, id)
    const json = document
      ? JSON.stringify(document)
      : library.database.prepare('SELECT document FROM project WHERE seq = ?').pluck().get(seq)
    const schemaVersion = document ? currentSchemaVersion : storedVersion
    const createdAt = library.now()
    const { lastInsertRowid } = library.database.prepare(insertVersion).run(seq, name, revision, schemaVersion, json, createdAt)
    return { id: Number(lastInsertRowid), name, revision, createdAt }
  })
}

/** To go back to it, save its document as the next revision. Throws `library.unknown-version`. */
export function openVersion(library: Library, { id, version }: LibraryInput<'openVersion'>): LibraryOutput<'openVersion'> {
  const { seq, title } = requireProject(library, id)
  const json = library.database.prepare('SELECT document FROM version WHERE id = ? AND project_seq = ?').pluck().get(version, seq)
  if (typeof json !== 'string') throw appError('library.unknown-version', { version })
  return { document: parseStored(json, title).document }
}
