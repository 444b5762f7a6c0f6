import { z } from '#shared/base/zod.ts'
import { packageFormats, renderPresets } from '#shared/package/package-plan.ts'
import { positionSchema } from '#shared/project/schema/time.ts'
import { outputChoiceSchema } from '#shared/render-plan/plan-encoder.ts'

/** What is made of a lesson, and how. */
export const exportSettingsSchema = z.strictObject({
  format: z.enum(['mp4', ...packageFormats]),
  preset: z.enum(renderPresets),
  burnCaptions: z.boolean(),
  /** Orders of older programs have none of these. */
  choice: outputChoiceSchema.nullable().default(null),
  posterTicks: positionSchema.nullable().default(null),
  credits: z.boolean().default(false),
  h5pLibraries: z.string().nullable().default(null),
})

/** With the file it went into: enough to do it again. */
export const exportTargetSchema = z.strictObject({ settings: exportSettingsSchema, outputFile: z.string() }).readonly()
export type ExportTarget = z.infer<typeof exportTargetSchema>
