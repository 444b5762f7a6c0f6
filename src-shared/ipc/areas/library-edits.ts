import { z } from '../../base/zod.ts'
import { libraryActionSchema, libraryEditSchema } from '../../library-edit/library-edit.ts'
import { assetSchema } from '../../project/schema/asset.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

const lessonsSchema = z.array(projectIdSchema).min(1).max(5000).readonly()
const orderSchema = z.strictObject({ projectIds: lessonsSchema, edit: libraryEditSchema }).readonly()
const changeIdSchema = z.string().max(64)

const introSchema = z
  .strictObject({
    /** Of the content. */
    sha256: z.string(),
    fileName: z.string(),
    projectIds: z.array(projectIdSchema).readonly(),
  })
  .readonly()
export type Intro = z.infer<typeof introSchema>

const keptChangeSchema = z
  .strictObject({
    changeId: changeIdSchema,
    madeAtMs: z.int(),
    edit: libraryActionSchema,
    /** Those that it can be taken back in. */
    lessonCount: z.int().nonnegative(),
  })
  .readonly()
export type KeptLibraryEdit = z.infer<typeof keptChangeSchema>

const touchedSchema = z
  .strictObject({
    projectId: projectIdSchema,
    /** How many places of it would change. */
    places: z.int().nonnegative(),
    /** Why it would stay as it is. */
    problem: z.string().nullable(),
  })
  .readonly()
export type TouchedLesson = z.infer<typeof touchedSchema>

const againSchema = z
  .strictObject({
    projectId: projectIdSchema,
    /** Of the file that takes the place of the last one; null for a lesson that stays as it is. */
    fileName: z.string().nullable(),
    /** Why it stays as it is; null also where it is as it was exported. */
    problem: z.string().nullable(),
    /** What does not fit results that learners already have, each a sentence. */
    breaks: z.array(z.string()).readonly(),
  })
  .readonly()
export type ExportAgain = z.infer<typeof againSchema>

/** One change to many lessons, which can be taken back as one. Jobs end with a `library-edit` result. */
export const libraryEditChannels = {
  'libraryEdits.preview': channel(orderSchema, z.strictObject({ lessons: z.array(touchedSchema).readonly() }).readonly()),
  /** What lessons begin with, the most frequent first. */
  'libraryEdits.intros': channel(
    z.strictObject({ projectIds: lessonsSchema }).readonly(),
    z.strictObject({ intros: z.array(introSchema).readonly() }).readonly(),
  ),
  /** Examines a clip that is to be an intro. */
  'libraryEdits.takeClip': channel(
    z.strictObject({ grantId: grantIdSchema }).readonly(),
    z.strictObject({ asset: assetSchema }).readonly(),
  ),
  'libraryEdits.start': channel(orderSchema, z.strictObject({ jobId: jobIdSchema }).readonly()),
  'libraryEdits.takeBack': channel(
    z.strictObject({ changeId: changeIdSchema }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** What would be written where lessons are exported as they were the last time. */
  'libraryEdits.previewExport': channel(
    z.strictObject({ projectIds: lessonsSchema }).readonly(),
    z.strictObject({ lessons: z.array(againSchema).readonly() }).readonly(),
  ),
  /** The job ends with an `export-again` result. */
  'libraryEdits.export': channel(
    z.strictObject({ projectIds: lessonsSchema, note: z.string().max(1000) }).readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** Newest first. */
  'libraryEdits.list': channel(nothingSchema, z.strictObject({ changes: z.array(keptChangeSchema).readonly() }).readonly()),
} as const
