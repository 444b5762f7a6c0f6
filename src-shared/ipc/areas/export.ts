import { z } from '../../base/zod.ts'
import { exportRecordSchema } from '../../package/export-record.ts'
import { packageFormats, renderPresets } from '../../package/package-plan.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { outputChoiceSchema } from '../../render-plan/plan-encoder.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema, grantSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

/** Where learners open a lesson and what each format loses: `platforms` and `findLosses` of src-shared/package. */
export const exportFormatSchema = z.enum(['mp4', ...packageFormats])
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** What a finished file ends in, without the dot. */
export const exportExtensionSchema = z.enum(['mp4', 'webm', 'zip', 'h5p', 'imscc', 'mbz'])
export type ExportExtension = z.infer<typeof exportExtensionSchema>

export const exportChannels = {
  /** Opens the system's save dialog; null where the user cancelled. */
  'export.chooseTarget': channel(
    z.strictObject({ suggestedName: z.string().min(1).max(200), extension: exportExtensionSchema }).readonly(),
    z.strictObject({ grant: z.strictObject({ grantId: grantIdSchema, fileName: z.string() }).readonly().nullable() }).readonly(),
  ),
  /** Asks for an .h5p file whose libraries a package of H5P takes along; null where the user cancelled. */
  'export.chooseLibraries': channel(nothingSchema, z.strictObject({ grant: grantSchema.nullable() }).readonly()),
  /** Freezes the saved revision; the job ends with an `export` result. Save first. */
  'export.start': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        revision: z.int().nonnegative(),
        format: exportFormatSchema,
        preset: z.enum(renderPresets),
        burnCaptions: z.boolean(),
        choice: outputChoiceSchema.nullable().default(null),
        /** The frame that goes beside a plain video as a picture. */
        posterTicks: positionSchema.nullable().default(null),
        /** A file of the names beside a plain video, also where no licence asks for one. */
        credits: z.boolean().default(false),
        /** What the author says is new; goes into a package. */
        note: z.string().max(1000).default(''),
        /** An .h5p file that brings the libraries; null leaves them to the platform. */
        librariesGrantId: grantIdSchema.nullable().default(null),
        grantId: grantIdSchema,
      })
      .readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** What the last package of the lesson said of itself; null before the first. */
  'export.last': channel(
    z.strictObject({ projectId: projectIdSchema }).readonly(),
    z.strictObject({ record: exportRecordSchema.nullable() }).readonly(),
  ),
  /** Shows the finished file in the system's file manager. */
  'export.reveal': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), nothingSchema),
} as const
