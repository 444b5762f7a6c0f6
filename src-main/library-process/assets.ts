import type { LibraryAsset, LibraryInput, MediaCacheEntry } from '#main/core/library/contract.ts'
import { inTransaction, type Library } from './library.ts'

const assetColumns = 'asset.sha256, asset.file, asset.byte_length AS byteLength, asset.storage, asset.missing'

type AssetRow = Omit<LibraryAsset, 'missing'> & { readonly missing: number }

const toAsset = (row: AssetRow): LibraryAsset => ({ ...row, missing: row.missing === 1 })

/** Relinking by content: where the bytes with this hash were last seen. */
export function findAsset({ database }: Library, { sha256 }: LibraryInput<'findAsset'>): LibraryAsset | null {
  const row = database.prepare(`SELECT ${assetColumns} FROM asset WHERE sha256 = ?`).get(sha256) as AssetRow | undefined
  return row ? toAsset(row) : null
}

/** Content that the library never registered is passed over. */
export function markMissing(library: Library, { missing, present }: LibraryInput<'markMissing'>): null {
  return inTransaction(library, () => {
    const mark = library.database.prepare('UPDATE asset SET missing = ? WHERE sha256 IN (SELECT value FROM json_each(?))')
    mark.run(1, JSON.stringify(missing))
    mark.run(0, JSON.stringify(present))
    return null
  })
}

export function putAsset({ database }: Library, asset: LibraryAsset): null {
  database
    .prepare('INSERT OR REPLACE INTO asset (sha256, file, byte_length, storage, missing) VALUES (?, ?, ?, ?, ?)')
    .run(asset.sha256, asset.file, asset.byteLength, asset.storage, asset.missing ? 1 : 0)
  return null
}

/** Replaces what was made of the same file with the same settings. */
export function putCache({ database }: Library, entry: MediaCacheEntry): null {
  database
    .prepare('INSERT OR REPLACE INTO media_cache (file, sha256, kind, variant, byte_length) VALUES (?, ?, ?, ?, ?)')
    .run(entry.file, entry.sha256, entry.kind, entry.variant, entry.byteLength)
  return null
}
