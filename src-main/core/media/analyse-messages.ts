import { z } from '#shared/base/zod.ts'
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
