import { setTimeout as wait } from 'node:timers/promises'
import { AppError, appError } from '#shared/messages/app-error.ts'

/** Waited before each further attempt. */
export const retryDelaysMs: readonly number[] = [1_000, 3_000, 8_000]

/** Tries again what failed for a reason that may pass, with growing rests. Throws what the last attempt threw, or `cancelled`. */
export async function retry<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
  delaysMs: readonly number[] = retryDelaysMs,
): Promise<T> {
  for (const delayMs of delaysMs) {
    try {
      return await attempt()
    } catch (thrown) {
      if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
      if (!(thrown instanceof AppError) || !thrown.data.retryable) throw thrown
      await wait(delayMs, undefined, { signal }).catch((cause: unknown) => {
        throw appError('cancelled', {}, { cause })
      })
    }
  }
  return attempt()
}
