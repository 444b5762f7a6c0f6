import Sqlite, { type Database } from 'better-sqlite3'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { fileError } from '#main/core/files/file-error.ts'
import { makeFolder } from '#main/core/files/folder.ts'
import { appError } from '#shared/messages/app-error.ts'
import { writeBackup } from './backups.ts'
import { migrateDatabase, migrations } from './migrate.ts'
import { libraryError } from './sqlite-error.ts'

/** How long a statement waits for another program's lock; well under the heartbeat's silence. */
const busyMs = 4_000

/**
 * Opens the library, checks it, brings it to the newest schema. Throws `library.*`, `file.*`; a damaged or newer file is left as
 * it is. `ladder` is for tests.
 */
export function openDatabase(file: string, now: number, ladder = migrations): Database {
  let database: Database | null = null
  try {
    requireWritable(file)
    database = new Sqlite(file, { timeout: busyMs })
    // Reading the schema is what finds a file that is no database, or one locked for good.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    const check = database.pragma('quick_check(1)', { simple: true })
    if (check !== 'ok') throw appError('library.damaged', { file, detail: String(check) })
    refuseNewer(database, ladder.at(-1)?.to ?? 0)
    database.pragma('journal_mode = WAL')
    // FULL: a commit is on disk when it is acknowledged, also when the power fails (docs/adr/0501).
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // A history of 32 MB must not leave a log of that size for good.
    database.pragma('journal_size_limit = 16777216')
    const opened = database
    migrateDatabase(opened, (from) => void writeBackup(opened, `before-v${from}`, now), ladder)
    return opened
  } catch (thrown) {
    database?.close()
    throw libraryError(thrown, file)
  }
}

/** Before anything is written to it, the journal mode included. */
function refuseNewer(database: Database, newest: number): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > newest) throw appError('library.newer-database', { file: database.name, version })
}

function requireWritable(file: string): void {
  try {
    makeFolder(path.dirname(file))
    if (existsSync(file)) accessSync(file, constants.R_OK)
  } catch (thrown) {
    throw fileError(thrown, { file, action: 'write' })
  }
  try {
    accessSync(existsSync(file) ? file : path.dirname(file), constants.W_OK)
  } catch (cause) {
    throw appError('library.read-only', { file }, { cause, retryable: true })
  }
}
