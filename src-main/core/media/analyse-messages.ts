import { z } from '#shared/base/zod.ts'
import { positionSchema } from '#shared/project/schema/time.ts'
import { probeReportSchema } from './messages.ts'

export const analyseRequestSchema = z
  .strictObject({
    path: z.string().min(1),
    /** As `probe` told it. */
    report: probeReportSchema,
    /** Looks for new scenes, too, which takes as long as decoding all pictures. */
    scenes: z.boolean(),
  })
  .readonly()
export type AnalyseRequest = z.infer<typeof analyseRequestSchema>

export type AnalyseProgress = { readonly fraction: number }

export const shotChangesRequestSchema = analyseRequestSchema
  .unwrap()
  .omit({ scenes: true })
  /** On the file's clock; null for all of it. */
  .extend({ stretch: z.strictObject({ startTicks: positionSchema, endTicks: positionSchema }).readonly().nullable() })
  .readonly()
export type ShotChangesRequest = z.infer<typeof shotChangesRequestSchema>

/** In order, on the file's clock. */
export const shotChangesSchema = z.array(positionSchema).readonly()
