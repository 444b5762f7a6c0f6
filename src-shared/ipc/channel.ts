import { z } from '../base/zod.ts'
import { errorDataSchema } from '../messages/error-data.ts'

/** One request of a window and its answer. */
export type Channel<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly input: I
  readonly output: O
}

export function channel<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Channel<I, O> {
  return { input, output }
}

/** The input or output of channels that carry nothing. */
export const nothingSchema = z.strictObject({}).readonly()

/** What every channel answers. */
export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorDataSchema }),
])
export type Reply = z.infer<typeof replySchema>
