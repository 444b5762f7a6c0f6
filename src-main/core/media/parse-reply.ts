import type { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'

/** What came back from a process that decodes files of strangers. Throws `media.engine-failed` for anything else than a `schema`. */
export function parseReply<T>(schema: z.ZodType<T>, reply: unknown): T {
  const parsed = schema.safeParse(reply)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : 'not a reply'
  throw appError('media.engine-failed', { step: 'reporting what it did', detail }, { cause: parsed.error })
}

/** Passes on what is progress; a wrong message of it is worth no failure. */
export function parseProgress<T>(
  schema: z.ZodType<T>,
  onProgress: ((progress: T) => void) | undefined,
): (progress: unknown) => void {
  return (progress) => {
    const parsed = schema.safeParse(progress)
    if (parsed.success) onProgress?.(parsed.data)
  }
}
