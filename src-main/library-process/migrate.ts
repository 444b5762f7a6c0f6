import type { Database } from 'better-sqlite3'
import { appError } from '#shared/messages/app-error.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { templates } from './migrations/0002-templates.ts'
import { lastExport } from './migrations/0003-last-export.ts'
import { batches } from './migrations/0004-batches.ts'
import { exportTarget } from './migrations/0005-export-target.ts'
import type { SchemaMigration } from './migrations/migration.ts'

export const migrations: readonly SchemaMigration[] = [firstTables, templates, lastExport, batches, exportTarget]

export function schemaVersionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * Brings a database to the newest schema, each step in its own transaction; `backUp` runs first where there is anything to lose.
 * Throws `library.newer-database`, and leaves such a file untouched.
 */
export function migrateDatabase(database: Database, backUp: (fromVersion: number) => void, ladder = migrations): void {
  const newest = ladder.at(-1)?.to ?? 0
  const found = schemaVersionOf(database)
  if (found > newest) throw appError('library.newer-database', { file: database.name, version: found })
  if (found === newest) return
  if (found > 0) backUp(found)
  for (const step of ladder) {
    if (step.to <= found) continue
    const climb = database.transaction(() => {
      // Another process may have climbed this step while this one waited for the lock.
      if (schemaVersionOf(database) >= step.to) return
      step.up(database)
      database.pragma(`user_version = ${step.to}`)
    })
    climb.immediate()
  }
}
