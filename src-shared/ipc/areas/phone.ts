import { z } from '../../base/zod.ts'
import { errorDataSchema } from '../../messages/error-data.ts'
import { channel } from '../channel.ts'
import { grantSchema, portIdSchema } from './grant.ts'
import { projectIdSchema } from './library.ts'
import { recordingIdSchema } from './recording.ts'

/** A file on its way from the phone. */
export const phoneUploadSchema = z
  .strictObject({
    uploadId: z.string().regex(/^[0-9a-f]{32}$/, 'an upload id'),
    fileName: z.string(),
    receivedBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
    state: z.enum(['receiving', 'checking', 'done', 'failed']),
    /** Where it failed. */
    error: errorDataSchema.nullable(),
    /** Where it is done: what the window imports. */
    grant: grantSchema.nullable(),
    /** Where it is done: to be settled once its clip is in its saved lesson; until then it is offered at the next start. */
    recordingId: recordingIdSchema.nullable(),
  })
  .readonly()
export type PhoneUpload = z.infer<typeof phoneUploadSchema>

export const phoneSessionSchema = z
  .strictObject({
    /** What the phone opens; holds the secret of the session. */
    url: z.string(),
    address: z.string(),
    /** Under which a phone may reach this computer. */
    addresses: z.array(z.strictObject({ address: z.string(), connection: z.string() }).readonly()).readonly(),
    /** A phone has opened the page. */
    connected: z.boolean(),
    uploads: z.array(phoneUploadSchema).readonly(),
    /** Why nothing is let in any more; null while it is. */
    ended: z.enum(['closed', 'idle']).nullable(),
  })
  .readonly()
export type PhoneSession = z.infer<typeof phoneSessionSchema>

/** Over the port of `phone.open`: one snapshot, at most ten updates a second, one final; `sequence` only rises. */
export const phoneMessageSchema = z
  .strictObject({
    kind: z.enum(['snapshot', 'update', 'final']),
    sequence: z.int().nonnegative(),
    session: phoneSessionSchema,
  })
  .readonly()
export type PhoneMessage = z.infer<typeof phoneMessageSchema>

export const phoneChannels = {
  /**
   * Lets a phone of the local network send clips for a lesson, through one address of this computer (null: the likeliest). Ends the
   * session before. Closing the port ends it, as does the end of the window's page, and 15 minutes without use.
   */
  'phone.open': channel(
    z
      .strictObject({ projectId: projectIdSchema, lessonTitle: z.string().max(500), address: z.string().max(64).nullable() })
      .readonly(),
    z.strictObject({ portId: portIdSchema }).readonly(),
  ),
} as const
