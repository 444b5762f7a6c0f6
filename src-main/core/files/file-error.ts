import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'

type Access = { readonly file: string; readonly action: 'read' | 'write' }

function errnoOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
}

/** The sentence for a failed file operation; what is no file error comes back as it was. `file` is the final name. */
export function fileError(thrown: unknown, { file, action }: Access): unknown {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError') return appError('cancelled', {}, { cause: thrown })
  const folder = path.dirname(file)
  const cause = { cause: thrown }
  const code = errnoOf(thrown)
  switch (code) {
    case 'ENOENT':
      return action === 'read' ? appError('file.not-found', { file }, cause) : appError('file.not-found', { file: folder }, cause)
    case 'EACCES':
    case 'EPERM':
      return action === 'read'
        ? appError('file.unreadable', { file }, cause)
        : appError('file.folder-unwritable', { folder }, cause)
    case 'EROFS':
      return appError('file.read-only-disk', { folder }, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return appError('file.disk-full', { folder }, cause)
    case 'EISDIR':
      return appError('file.not-a-file', { file }, cause)
    // A file stands where a folder is needed; mkdir says EEXIST.
    case 'ENOTDIR':
    case 'EEXIST':
      return appError('file.not-a-folder', { folder }, cause)
    case 'ENAMETOOLONG':
      return appError('file.name-too-long', { file: path.basename(file) }, cause)
    case 'EBUSY':
    case 'ETXTBSY':
      return appError('file.in-use', { file }, { ...cause, retryable: true })
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'ETIMEDOUT':
    case 'EMFILE':
    case 'ENFILE':
      return appError('file.device-failed', { file, detail: code }, { ...cause, retryable: true })
    default:
      return thrown
  }
}
