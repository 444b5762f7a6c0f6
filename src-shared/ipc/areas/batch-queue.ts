import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'
import { portIdSchema } from './grant.ts'

export const batchIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'a batch id')
  .brand<'batch'>()
export type BatchId = z.infer<typeof batchIdSchema>

export const batchStates = ['waiting', 'running', 'paused', 'over'] as const
export const batchItemStates = ['waiting', 'running', 'done', 'unchanged', 'failed', 'cancelled'] as const
export type BatchItemState = (typeof batchItemStates)[number]

const count = z.int().nonnegative()

/** A batch of the queue; instants are milliseconds since 1970. */
export const batchSummarySchema = z
  .strictObject({
    batchId: batchIdSchema,
    name: z.string(),
    /** Of the folder of the results. */
    folderName: z.string(),
    state: z.enum(batchStates),
    /** Why it does not go on, in a sentence. */
    stopped: z.string().nullable(),
    createdAtMs: z.int(),
    counts: z
      .strictObject({ waiting: count, running: count, done: count, unchanged: count, failed: count, cancelled: count })
      .readonly(),
    /** 0 to 1 of all its items. */
    fraction: z.number().min(0).max(1),
    /** Null until something tells, and where nothing runs. */
    secondsLeft: z.number().nonnegative().nullable(),
  })
  .readonly()
export type BatchSummary = z.infer<typeof batchSummarySchema>

export const batchItemSchema = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    state: z.enum(batchItemStates),
    /** Why it was not made. */
    sentence: z.string().nullable(),
    milliseconds: count,
    /** 0 to 1 while it is made. */
    fraction: z.number().min(0).max(1),
  })
  .readonly()
export type BatchItem = z.infer<typeof batchItemSchema>

const kindSchema = z.enum(['snapshot', 'update', 'final'])

/** Over the port of `batchQueue.watch`: one snapshot, at most ten updates a second, one final; `sequence` only rises. */
export const batchesMessageSchema = z
  .strictObject({ kind: kindSchema, sequence: count, batches: z.array(batchSummarySchema).readonly() })
  .readonly()
export type BatchesMessage = z.infer<typeof batchesMessageSchema>

/** Over the port of `batchQueue.watchItems`: all items first, then those that changed; `order` is null where it is as it was. */
export const batchItemsMessageSchema = z
  .strictObject({
    kind: kindSchema,
    sequence: count,
    items: z.array(batchItemSchema).readonly(),
    order: z.array(z.string()).readonly().nullable(),
  })
  .readonly()
export type BatchItemsMessage = z.infer<typeof batchItemsMessageSchema>

const batchRef = z.strictObject({ batchId: batchIdSchema }).readonly()
const portRef = z.strictObject({ portId: portIdSchema }).readonly()
const keysSchema = z.array(z.string()).max(60_000).readonly().nullable()
const chosenItems = z.strictObject({ batchId: batchIdSchema, keys: keysSchema }).readonly()

const watchIdSchema = z.string().min(1).max(100)

/** A folder whose new clips become further batches. */
export const folderWatchSchema = z
  .strictObject({
    watchId: watchIdSchema,
    /** Of the recipe. */
    name: z.string(),
    folderName: z.string(),
    /** Why it cannot be looked into; it is tried again. */
    problem: z.string().nullable(),
  })
  .readonly()
export type FolderWatch = z.infer<typeof folderWatchSchema>

export const batchQueueChannels = {
  'batchQueue.list': channel(nothingSchema, z.strictObject({ batches: z.array(batchSummarySchema).readonly() }).readonly()),
  'batchQueue.watch': channel(nothingSchema, portRef),
  'batchQueue.watchItems': channel(batchRef, portRef),
  /** Holds a batch where it is, or lets it go on. */
  'batchQueue.setPaused': channel(z.strictObject({ batchId: batchIdSchema, paused: z.boolean() }).readonly(), nothingSchema),
  /** Gives up items that have not ended; null: all. */
  'batchQueue.cancel': channel(chosenItems, nothingSchema),
  /** Failed items wait again (null: all), and cancelled ones that are named. */
  'batchQueue.retry': channel(chosenItems, nothingSchema),
  /** Before another one (null: last), of the batches or, with `key`, of the items of one. */
  'batchQueue.move': channel(
    z.strictObject({ batchId: batchIdSchema, key: z.string().nullable(), before: z.string().nullable() }).readonly(),
    nothingSchema,
  ),
  'batchQueue.watches': channel(nothingSchema, z.strictObject({ watches: z.array(folderWatchSchema).readonly() }).readonly()),
  /** Its batches stay. */
  'batchQueue.stopWatching': channel(z.strictObject({ watchId: watchIdSchema }).readonly(), nothingSchema),
  /** What was made stays. */
  'batchQueue.remove': channel(batchRef, nothingSchema),
  /** Opens the report, or its pictures, with the system's programs; false where there is no such file yet. */
  'batchQueue.openReport': channel(
    z.strictObject({ batchId: batchIdSchema, part: z.enum(['page', 'pictures']) }).readonly(),
    z.strictObject({ opened: z.boolean() }).readonly(),
  ),
  /** False where there is no folder yet. */
  'batchQueue.showFolder': channel(batchRef, z.strictObject({ opened: z.boolean() }).readonly()),
} as const
