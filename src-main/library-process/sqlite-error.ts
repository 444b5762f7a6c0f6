import Sqlite from 'better-sqlite3'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'

/** The sentence for an error of SQLite; anything else comes back as it was. */
export function libraryError(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Sqlite.SqliteError)) return thrown
  const { code, message } = thrown
  const cause = { cause: thrown }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return appError('library.damaged', { file, detail: message }, cause)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return appError('library.locked', { file }, { ...cause, retryable: true })
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return appError('library.read-only', { file }, { ...cause, retryable: true })
  if (code === 'SQLITE_FULL') return appError('file.disk-full', { folder: path.dirname(file) }, { ...cause, retryable: true })
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR'))
    return appError('library.unreachable', { file, detail: message }, { ...cause, retryable: true })
  return thrown
}
