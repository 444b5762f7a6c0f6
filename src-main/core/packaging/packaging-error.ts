import { dirname } from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'

/** Says in one sentence why a file could not be written; what is already a sentence stays. */
export function toPackagingError(error: unknown, outPath: string, signal: AbortSignal | undefined): AppError {
  if (signal?.aborted) return appError('cancelled', {}, { cause: error })
  if (error instanceof AppError) return error
  const folder = dirname(outPath)
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return appError('file.disk-full', { folder }, { retryable: true, cause: error })
    case 'ENOENT':
    case 'ENOTDIR':
      return appError('file.not-found', { file: folder }, { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
      return appError('file.folder-unwritable', { folder }, { cause: error })
    default:
      return appError('internal', { detail: error instanceof Error ? error.message : String(error) }, { cause: error })
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
