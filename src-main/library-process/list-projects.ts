import type { LibraryInput, LibraryOutput } from '#main/core/library/contract.ts'
import type { Library } from './library.ts'
import { cardColumns, parseCardRow, toCard } from './rows.ts'
import { toMatchQuery } from './search-text.ts'

const orders = {
  updated: 'project.updated_at DESC',
  created: 'project.created_at DESC',
  title: 'project.title COLLATE NOCASE',
} as const

const stateConditions = {
  draft: 'project.exported_revision IS NULL',
  exported: 'project.exported_revision = project.revision',
  changed: 'project.exported_revision <> project.revision',
} as const

const missingMedia = `EXISTS (
  SELECT 1 FROM project_asset JOIN asset ON asset.sha256 = project_asset.sha256
  WHERE project_asset.project_seq = project.seq AND asset.missing = 1)`

export function listProjects({ database }: Library, query: LibraryInput<'listProjects'>): LibraryOutput<'listProjects'> {
  const { text = '', tags = [], state, deleted = false, order = 'updated', kind = 'lesson', offset = 0, limit = 5000 } = query
  const conditions = ['project.kind = ?', deleted ? 'project.deleted_at IS NOT NULL' : 'project.deleted_at IS NULL']
  const values: (string | number)[] = [kind]
  const match = toMatchQuery(text)
  // Only signs that no word contains were typed: they match nothing.
  if (match === null && text.trim() !== '') return []
  if (match !== null) {
    conditions.push('project_search MATCH ?')
    values.push(match)
  }
  for (const tag of tags) {
    conditions.push('EXISTS (SELECT 1 FROM json_each(project.tags) WHERE json_each.value = ?)')
    values.push(tag)
  }
  if (state) conditions.push(stateConditions[state])
  const source = match === null ? 'project' : 'project_search JOIN project ON project.seq = project_search.rowid'
  // A word of the title counts most, then topics, questions and captions.
  const ranking = match === null ? '' : 'bm25(project_search, 10, 4, 2, 1),'
  const rows = database
    .prepare(
      `SELECT ${cardColumns}, ${missingMedia} AS missing_media FROM ${source} WHERE ${conditions.join(' AND ')}
       ORDER BY ${ranking} ${orders[order]}, project.seq DESC LIMIT ? OFFSET ?`,
    )
    .all(...values, limit, offset) as { missing_media: number }[]
  return rows.map((row) => toCard(parseCardRow(row), row.missing_media === 1))
}
