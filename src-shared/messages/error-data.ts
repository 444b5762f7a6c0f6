import { z } from '../base/zod.ts'
import { isErrorCode, type ErrorData } from './app-error.ts'

/** An error as it crosses a process boundary or lies in the library; a code that this build does not know becomes `internal`. */
export const errorDataSchema = z
  .object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
    retryable: z.boolean(),
  })
  .transform(({ code, params, retryable }): ErrorData =>
    isErrorCode(code) ? { code, params, retryable } : { code: 'internal', params: { detail: code }, retryable },
  )
