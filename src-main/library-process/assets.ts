import type { LibraryAsset, LibraryInput, MediaCacheEntry } from '#main/core/library/contract.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { requireProject, type Library } from './library.ts'

const assetColumns = 'asset.sha256, asset.file, asset.byte_length AS byteLength, asset.storage, asset.missing'

type AssetRow = Omit<LibraryAsset, 'missing'> & { readonly missing: number }

const toAsset = (row: AssetRow): LibraryAsset => ({ ...row, missing: row.missing === 1 })

/** The registered files of a lesson. */
export function listAssets(library: Library, { id }: { id: LessonId }): LibraryAsset[] {
  const { seq } = requireProject(library, id)
  const rows = library.database
    .prepare(
      `SELECT ${assetColumns} FROM project_asset JOIN asset ON asset.sha256 = project_asset.sha256
       WHERE project_asset.project_seq = ? ORDER BY asset.sha256`,
    )
    .all(seq) as AssetRow[]
  return rows.map(toAsset)
}

/** Relinking by content: where the bytes with this hash were last seen. */
export function findAsset({ database }: Library, { sha256 }: LibraryInput<'findAsset'>): LibraryAsset | null {
  const row = database.prepare(`SELECT ${assetColumns} FROM asset WHERE sha256 = ?`).get(sha256) as AssetRow | undefined
  return row ? toAsset(row) : null
}

export function putAsset({ database }: Library, asset: LibraryAsset): null {
  database
    .prepare('INSERT OR REPLACE INTO asset (sha256, file, byte_length, storage, missing) VALUES (?, ?, ?, ?, ?)')
    .run(asset.sha256, asset.file, asset.byteLength, asset.storage, asset.missing ? 1 : 0)
  return null
}

export function listCache({ database }: Library, { sha256 }: LibraryInput<'listCache'>): MediaCacheEntry[] {
  return database
    .prepare(
      'SELECT sha256, kind, variant, file, byte_length AS byteLength FROM media_cache WHERE sha256 = ? ORDER BY kind, variant',
    )
    .all(sha256) as MediaCacheEntry[]
}

/** Replaces what was made of the same file with the same settings. */
export function putCache({ database }: Library, entry: MediaCacheEntry): null {
  database
    .prepare('INSERT OR REPLACE INTO media_cache (file, sha256, kind, variant, byte_length) VALUES (?, ?, ?, ?, ?)')
    .run(entry.file, entry.sha256, entry.kind, entry.variant, entry.byteLength)
  return null
}

export function removeCache({ database }: Library, { file }: LibraryInput<'removeCache'>): null {
  database.prepare('DELETE FROM media_cache WHERE file = ?').run(file)
  return null
}
