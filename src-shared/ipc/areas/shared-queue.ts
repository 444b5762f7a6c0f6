import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema } from './grant.ts'

const address = z.string().trim().max(2000)
const secret = z.string().max(10_000).nullable()

/** Whether anybody is there who takes work. */
const workersSchema = z.strictObject({ hasWorkers: z.boolean() }).readonly()

/** What is set up, to be shown and changed; secrets never come to a window. */
export const sharedQueueSummarySchema = z
  .strictObject({
    url: z.string(),
    store: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('folder'), name: z.string() }),
      z.strictObject({
        kind: z.literal('s3'),
        address: z.string(),
        endpoint: z.string(),
        region: z.string(),
        keyId: z.string(),
      }),
    ]),
  })
  .readonly()
export type SharedQueueSummary = z.infer<typeof sharedQueueSummarySchema>

export const sharedQueueChannels = {
  'sharedQueue.read': channel(
    nothingSchema,
    z
      .strictObject({
        setup: sharedQueueSummarySchema.nullable(),
        /** False where secrets are only kept until the program ends. */
        secretsLast: z.boolean(),
      })
      .readonly(),
  ),
  /** Opens the system's dialog for a folder; null where the user cancelled. */
  'sharedQueue.chooseFolder': channel(
    nothingSchema,
    z.strictObject({ folder: z.strictObject({ grantId: grantIdSchema, name: z.string() }).readonly().nullable() }).readonly(),
  ),
  /** Tries it, and keeps it where it answers. A secret that is null, or a folder without a grant, stays as it was. */
  'sharedQueue.save': channel(
    z
      .strictObject({
        url: address.min(1),
        password: secret,
        store: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('folder'), grantId: grantIdSchema.nullable() }),
          z.strictObject({
            kind: z.literal('s3'),
            address: address.min(1),
            endpoint: address,
            region: z.string().trim().max(100),
            keyId: z.string().trim().min(1).max(500),
            key: secret,
          }),
        ]),
      })
      .readonly(),
    workersSchema,
  ),
  /** Throws why the queue that is set up does not answer. */
  'sharedQueue.look': channel(nothingSchema, workersSchema),
  'sharedQueue.forget': channel(nothingSchema, nothingSchema),
} as const
