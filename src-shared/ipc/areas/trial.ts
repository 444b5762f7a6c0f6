import { z } from '../../base/zod.ts'
import { packageKinds, triedFormats } from '../../trial/package-kind.ts'
import { channel, nothingSchema } from '../channel.ts'
import { connections } from '../trial-messages.ts'
import { grantIdSchema, grantSchema, portIdSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

export const trialIdSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'a trial id')
  .brand<'trial'>()
export type TrialId = z.infer<typeof trialIdSchema>

const lessonSchema = z
  .strictObject({ projectId: projectIdSchema, revision: z.int().nonnegative(), format: z.enum(triedFormats) })
  .readonly()

const trialSourceSchema = z.discriminatedUnion('kind', [
  /** A file that the user chose or dropped. */
  z.strictObject({ kind: z.literal('file'), grantId: grantIdSchema }).readonly(),
  /** What an export of this run made. */
  z.strictObject({ kind: z.literal('export'), jobId: jobIdSchema }).readonly(),
  /** What `trial.prepare` made. */
  z.strictObject({ kind: z.literal('lesson'), lesson: lessonSchema }).readonly(),
])
export type TrialSource = z.infer<typeof trialSourceSchema>

const startsSchema = z.array(z.strictObject({ title: z.string(), passMark: z.number().nullable() }).readonly()).readonly()

export const openTrialSchema = z
  .strictObject({
    trialId: trialIdSchema,
    portId: portIdSchema,
    fileName: z.string(),
    kind: z.enum(packageKinds),
    title: z.string(),
    starts: startsSchema,
    /** Of H5P: libraries that it does not carry. */
    missing: z.array(z.string()).readonly(),
    /** The file whose libraries it plays with; null where it plays with its own. */
    lentFrom: z.string().nullable(),
  })
  .readonly()
export type OpenTrial = z.infer<typeof openTrialSchema>

const statementSchema = z.looseObject({
  id: z.string(),
  verb: z.looseObject({ id: z.string() }),
  object: z.looseObject({ id: z.string() }),
  timestamp: z.string(),
})
export type HeardStatement = z.infer<typeof statementSchema>

/** Over the port of `trial.open`: what the platform of a cmi5 or H5P lesson heard, as it happens. */
export const storeEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), isFirst: z.boolean() }),
  z.strictObject({ kind: z.literal('statement'), statement: statementSchema }),
  z.strictObject({ kind: z.literal('read'), name: z.string(), found: z.boolean() }),
  z.strictObject({ kind: z.literal('write'), name: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal('forget'), name: z.string() }),
  z.strictObject({ kind: z.literal('refused'), request: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('away'), request: z.string() }),
])
export type HeardEvent = z.infer<typeof storeEventSchema>

export const trialChannels = {
  /** Opens the system's dialog for a package; null where the user cancelled. */
  'trial.choose': channel(nothingSchema, z.strictObject({ grant: grantSchema.nullable() }).readonly()),
  /** Makes a small package of the saved revision in the background; `jobId` is null where there is one already. */
  'trial.prepare': channel(lessonSchema, z.strictObject({ jobId: jobIdSchema.nullable() }).readonly()),
  /** Closing the port ends the try. */
  'trial.open': channel(trialSourceSchema, openTrialSchema),
  /** Where a launch begins, as path and query; `fresh` for a learner of whom nothing is known. */
  'trial.launch': channel(
    z.strictObject({ trialId: trialIdSchema, start: z.int().nonnegative(), fresh: z.boolean() }).readonly(),
    z
      .strictObject({
        address: z.string(),
        /** `player/lesson.js` of a lesson of our own, as it is in the package; null in others. */
        lessonScript: z.string().nullable(),
      })
      .readonly(),
  ),
  /** Asks for an .h5p file whose libraries the package may use, and says what it lacks then; null where the user cancelled. */
  'trial.lendLibraries': channel(
    z.strictObject({ trialId: trialIdSchema }).readonly(),
    z
      .strictObject({ starts: startsSchema, missing: z.array(z.string()).readonly(), lentFrom: z.string().nullable() })
      .readonly()
      .nullable(),
  ),
  'trial.setConnection': channel(
    z.strictObject({ trialId: trialIdSchema, connection: z.enum(connections) }).readonly(),
    nothingSchema,
  ),
} as const
