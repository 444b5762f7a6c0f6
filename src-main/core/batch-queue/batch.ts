import { z } from '#shared/base/zod.ts'
import { itemResultSchema } from '../batch/item-record.ts'

export const batchIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)

/** `paused`: by the user, or because it could not go on (then `stopped` says why); `over`: nothing of it waits any more. */
export const batchStates = ['waiting', 'running', 'paused', 'over'] as const
export type BatchState = (typeof batchStates)[number]

export const batchItemStates = ['waiting', 'running', 'done', 'unchanged', 'failed', 'cancelled'] as const
export type BatchItemState = (typeof batchItemStates)[number]

const instantSchema = z.int()

/** What the library keeps of a batch beside what was ordered. Instants are milliseconds since 1970. */
export const storedBatchSchema = z
  .strictObject({
    id: batchIdSchema,
    name: z.string(),
    outFolder: z.string(),
    state: z.enum(batchStates),
    /** Why it does not go on, in a sentence. */
    stopped: z.string().nullable(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
  })
  .readonly()
export type StoredBatch = z.infer<typeof storedBatchSchema>

/** The changing half of a batch. */
export const batchChangeSchema = z
  .strictObject({
    id: batchIdSchema,
    state: z.enum(batchStates),
    stopped: z.string().nullable(),
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
  })
  .readonly()

/** A row of a batch, in the order in which rows are made. */
export const storedItemSchema = z
  .strictObject({
    key: z.string().min(1),
    name: z.string(),
    state: z.enum(batchItemStates),
    /** Why it failed. */
    sentence: z.string().nullable(),
    /** How long it was worked on. */
    milliseconds: z.int().nonnegative(),
  })
  .readonly()
export type StoredItem = z.infer<typeof storedItemSchema>

/** `result` null leaves what is stored. */
export const itemChangeSchema = z
  .strictObject({
    key: z.string().min(1),
    state: z.enum(batchItemStates),
    sentence: z.string().nullable(),
    milliseconds: z.int().nonnegative(),
    result: itemResultSchema.nullable(),
  })
  .readonly()
export type ItemChange = z.infer<typeof itemChangeSchema>

export const itemResultsSchema = z
  .array(z.strictObject({ key: z.string().min(1), result: itemResultSchema }).readonly())
  .readonly()
