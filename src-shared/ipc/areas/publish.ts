import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema, grantSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'

export const placeKinds = ['folder', 'moodle', 'scormcloud', 'tus'] as const
export type PlaceKind = (typeof placeKinds)[number]

const placeIdSchema = z.string().min(1).max(100)

/** A saved place; its secret never comes to a window. */
export const placeSummarySchema = z
  .strictObject({
    placeId: placeIdSchema,
    name: z.string(),
    kind: z.enum(placeKinds),
    /** The folder's name, or the host. */
    where: z.string(),
    lastPublishedAtMs: z.int().nullable(),
    /** Where its secret is; null where there is none (any more). */
    secret: z.enum(['keychain', 'session']).nullable(),
  })
  .readonly()
export type PlaceSummary = z.infer<typeof placeSummarySchema>

export const interruptedUploadSchema = z
  .strictObject({ jobId: jobIdSchema, fileName: z.string(), placeId: placeIdSchema, placeName: z.string() })
  .readonly()
export type InterruptedUpload = z.infer<typeof interruptedUploadSchema>

const placeRefSchema = z.strictObject({ placeId: placeIdSchema }).readonly()

export const publishChannels = {
  'publish.places': channel(
    nothingSchema,
    z
      .strictObject({
        places: z.array(placeSummarySchema).readonly(),
        /** False where secrets are only kept until the program ends. */
        secretsLast: z.boolean(),
      })
      .readonly(),
  ),
  /** Opens the system's dialog for a folder; null where the user cancelled. */
  'publish.chooseFolder': channel(
    nothingSchema,
    z.strictObject({ folder: z.strictObject({ grantId: grantIdSchema, name: z.string() }).readonly().nullable() }).readonly(),
  ),
  'publish.addPlace': channel(
    z
      .strictObject({
        name: z.string().trim().min(1).max(100),
        place: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('folder'), grantId: grantIdSchema }),
          z.strictObject({
            kind: z.literal('moodle'),
            url: z.string().max(2000),
            courseId: z.int().positive().nullable(),
            secret: z.string().trim().min(1).max(10_000),
          }),
          z.strictObject({
            kind: z.literal('scormcloud'),
            appId: z.string().trim().min(1).max(200),
            secret: z.string().trim().min(1).max(10_000),
          }),
          z.strictObject({ kind: z.literal('tus'), url: z.string().max(2000), secret: z.string().trim().max(10_000) }),
        ]),
      })
      .readonly(),
    placeRefSchema,
  ),
  'publish.replaceSecret': channel(
    z.strictObject({ placeId: placeIdSchema, secret: z.string().trim().min(1).max(10_000) }).readonly(),
    nothingSchema,
  ),
  'publish.removePlace': channel(placeRefSchema, nothingSchema),
  /** Takes back the last removal, while the program runs. */
  'publish.restorePlace': channel(placeRefSchema, nothingSchema),
  /** Asks the place whether it accepts the secret; throws why not. */
  'publish.testPlace': channel(placeRefSchema, nothingSchema),
  /** Opens the system's dialog for a finished package; null where the user cancelled. */
  'publish.chooseFile': channel(nothingSchema, z.strictObject({ grant: grantSchema.nullable() }).readonly()),
  /** What an export made, a file of the user's choice, or what an earlier run could not send to its end; the job ends with a `publish` result. */
  'publish.start': channel(
    z
      .strictObject({
        placeId: placeIdSchema,
        source: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('export'), jobId: jobIdSchema }),
          z.strictObject({ kind: z.literal('file'), grantId: grantIdSchema }),
          z.strictObject({ kind: z.literal('interrupted'), jobId: jobIdSchema }),
        ]),
      })
      .readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** Uploads that an earlier run of the program began and could not bring to their end, oldest first. */
  'publish.interrupted': channel(
    nothingSchema,
    z.strictObject({ uploads: z.array(interruptedUploadSchema).readonly() }).readonly(),
  ),
  /** Does not offer it again. */
  'publish.forget': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), nothingSchema),
  /** Opens, in the user's browser, the page on which a finished upload goes on. */
  'publish.openPage': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), nothingSchema),
} as const
