import { z } from '../../base/zod.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema } from './grant.ts'
import { jobIdSchema } from './jobs.ts'
import { projectIdSchema } from './library.ts'

export const exportFormatSchema = z.enum(['mp4', 'web', 'scorm12'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportPresetSchema = z.enum(['lms', 'social', 'low'])
export type ExportPreset = z.infer<typeof exportPresetSchema>

/** One answer to "Where will learners open it?". All sentences are ready to show. */
export const exportTargetSchema = z
  .strictObject({
    targetId: z.enum(['moodle', 'canvas', 'other-platform', 'website', 'social']),
    name: z.string(),
    description: z.string(),
    format: exportFormatSchema,
    formatName: z.string(),
    /** Without the dot. */
    extension: z.string(),
    preset: exportPresetSchema,
    burnCaptions: z.boolean(),
    /** What this format cannot carry. */
    limits: z.array(z.string()).readonly(),
    /** The numbered steps to upload it, in order. */
    steps: z.array(z.string()).readonly(),
  })
  .readonly()
export type ExportTarget = z.infer<typeof exportTargetSchema>

export const exportChannels = {
  'export.targets': channel(nothingSchema, z.strictObject({ targets: z.array(exportTargetSchema).readonly() }).readonly()),
  /** Opens the system's save dialog; null where the user cancelled. */
  'export.chooseTarget': channel(
    z.strictObject({ suggestedName: z.string().min(1).max(200), extension: z.enum(['mp4', 'zip']) }).readonly(),
    z.strictObject({ grant: z.strictObject({ grantId: grantIdSchema, fileName: z.string() }).readonly().nullable() }).readonly(),
  ),
  /** Freezes the saved revision; the job ends with an `export` result. Save first. */
  'export.start': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        revision: z.int().nonnegative(),
        format: exportFormatSchema,
        preset: exportPresetSchema,
        burnCaptions: z.boolean(),
        grantId: grantIdSchema,
      })
      .readonly(),
    z.strictObject({ jobId: jobIdSchema }).readonly(),
  ),
  /** Shows the finished file in the system's file manager. */
  'export.reveal': channel(z.strictObject({ jobId: jobIdSchema }).readonly(), nothingSchema),
} as const
