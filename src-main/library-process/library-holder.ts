import type { Database } from 'better-sqlite3'
import type { LibraryBackup, LibraryStatus } from '#main/core/library/contract.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { copyBackup, isUsableBackup, keepAside, listBackups, writeBackup, writeDailyBackup } from './backups.ts'
import { openDatabase } from './database.ts'
import type { Library } from './library.ts'
import { libraryError } from './sqlite-error.ts'

/** The one connection: opened, found damaged, recovered, closed. */
export type LibraryHolder = {
  status(): LibraryStatus
  /** Runs one call on the open library; opens it again where that failed before. Throws `library.*`, `file.*`. */
  use<T>(work: (library: Library) => T): T
  /** Puts a backup, or an empty library, in the place of a damaged one, which is kept aside. */
  recover(backupFile: string | null): { keptAside: string }
  backUp(): LibraryBackup
  close(): void
}

const backupLookMs = 60 * 60 * 1000

export function createLibraryHolder(file: string, now: () => number = Date.now): LibraryHolder {
  let database: Database | null = null
  let problem: AppError | null = null
  let nextBackupLook = 0

  function close(): void {
    database?.close()
    database = null
  }

  function open(): Library {
    if (problem && isLasting(problem)) throw problem
    if (!database) {
      try {
        database = openDatabase(file, now())
        problem = null
      } catch (thrown) {
        problem = thrown instanceof AppError ? thrown : null
        throw thrown
      }
    }
    return { database, now }
  }

  /** Looks every hour; what is copied is the library as it was before this call. */
  function backUpWhenDue(library: Library): void {
    if (now() < nextBackupLook) return
    nextBackupLook = now() + backupLookMs
    if (library.database.prepare('SELECT 1 FROM project LIMIT 1').get() === undefined) return
    // A backup that fails (a full disk) must not keep anyone from working; the next look tries again.
    writeDailyBackup(library.database, now()).catch(() => undefined)
  }

  return {
    status() {
      // Asking is also the way to try again.
      problem = null
      let found: AppError | null = null
      try {
        open()
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown
        found = thrown
      }
      return { file, problem: found?.data ?? null, backups: listBackups(file) }
    },
    use(work) {
      try {
        const library = open()
        backUpWhenDue(library)
        return work(library)
      } catch (thrown) {
        const error = libraryError(thrown, file)
        if (error instanceof AppError && error.code === 'library.damaged') {
          problem = error
          close()
        }
        throw error
      }
    },
    recover(backupFile) {
      if (backupFile !== null && !isUsableBackup(backupFile)) throw appError('library.no-backup', { file: backupFile })
      close()
      const keptAside = keepAside(file, now())
      problem = null
      try {
        if (backupFile !== null) copyBackup(backupFile, file)
        open()
      } catch (thrown) {
        throw libraryError(thrown, file)
      }
      return { keptAside }
    },
    backUp: () => writeBackup(open().database, 'manual', now()),
    close,
  }
}

/** What only a recovery or another program version mends; a locked or read-only library is tried again by every call. */
function isLasting({ code }: AppError): boolean {
  return code === 'library.damaged' || code === 'library.newer-database'
}
