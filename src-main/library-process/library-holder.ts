import type { Database } from 'better-sqlite3'
import { fileError } from '#main/core/files/file-error.ts'
import type { LibraryStatus } from '#main/core/library/contract.ts'
import { AppError, appError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { isUsableBackup, listBackups, replaceLibrary, writeDailyBackup } from './backups.ts'
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
  close(): void
}

const backupLookMs = 60 * 60 * 1000

export function createLibraryHolder(file: string, now: () => number = Date.now): LibraryHolder {
  let database: Database | null = null
  let problem: AppError | null = null
  let nextBackupLook = 0
  let backingUp = false
  let backupProblem: ErrorData | null = null

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
    if (backingUp || now() < nextBackupLook) return
    nextBackupLook = now() + backupLookMs
    if (library.database.prepare('SELECT 1 FROM project LIMIT 1').get() === undefined) return
    backingUp = true
    void backUp(library.database).finally(() => {
      backingUp = false
    })
  }

  /** One that fails (a full disk) must not keep anyone from working: `status` tells, the next look tries again. */
  async function backUp(source: Database): Promise<void> {
    try {
      await writeDailyBackup(source, now())
      backupProblem = null
    } catch (thrown) {
      // A library that was closed or replaced meanwhile needs no backup any more.
      if (source === database) backupProblem = toErrorData(libraryError(fileError(thrown, { file, action: 'write' }), file))
    }
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
      return { file, problem: found?.data ?? null, backups: listBackups(file), backupProblem }
    },
    use(work) {
      try {
        const library = open()
        backUpWhenDue(library)
        return work(library)
      } catch (thrown) {
        const error = libraryError(thrown, file)
        if (error instanceof AppError && isBroken(error)) {
          problem = error
          close()
        }
        throw error
      }
    },
    recover(backupFile) {
      if (backupFile !== null && !isUsableBackup(backupFile)) throw appError('library.no-backup', { file: backupFile })
      close()
      const keptAside = replaceLibrary(file, backupFile, now())
      problem = null
      open()
      return { keptAside }
    },
    close,
  }
}

/**
 * Whether the open file is of no use any more. A disk that failed, went away or turned read-only comes back as another one: the file
 * is let go, so that it can be taken out and the next call opens what is there then.
 */
function isBroken({ code }: AppError): boolean {
  return ['library.damaged', 'library.read-only', 'library.unreachable'].includes(code)
}

/** What only a recovery or another program version mends; a locked or read-only library is tried again by every call. */
function isLasting({ code }: AppError): boolean {
  return code === 'library.damaged' || code === 'library.newer-database'
}
