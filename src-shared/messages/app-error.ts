import { errorMessages, type ErrorCode, type ErrorParams } from './errors.ts'

/** What crosses a process boundary in place of an exception. */
export type ErrorData = {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, string | number>>
  readonly retryable: boolean
}

/** A failure the user can understand: its code names one sentence of the message catalogue. */
export class AppError extends Error {
  readonly data: ErrorData

  constructor(data: ErrorData, options?: ErrorOptions) {
    super(describeError(data), options)
    this.name = 'AppError'
    this.data = data
  }

  get code(): ErrorCode {
    return this.data.code
  }
}

type Options = { readonly retryable?: boolean; readonly cause?: unknown }

/** `throw appError('media.not-found', { file })`. */
export function appError<C extends ErrorCode>(code: C, params: ErrorParams<C>, options: Options = {}): AppError {
  return new AppError(
    { code, params: params as ErrorData['params'], retryable: options.retryable ?? false },
    { cause: options.cause },
  )
}

/** The one sentence (what is wrong, what to do) for an error, whichever process it came from. */
export function describeError(data: ErrorData): string {
  const message = errorMessages[data.code] as (params: ErrorData['params']) => string
  return message(data.params)
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorMessages, code)
}

/** Any thrown value as error data; what is not an `AppError` is a defect of ours and says so. */
export function toErrorData(thrown: unknown): ErrorData {
  if (thrown instanceof AppError) return thrown.data
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'internal', params: { detail }, retryable: false }
}
