import { z } from '../base/zod.ts'
import { durationSchema, positionSchema, rationalSchema } from '../project/schema/time.ts'

const stretchSchema = z.strictObject({ startTicks: positionSchema, endTicks: positionSchema }).readonly()
export type Stretch = z.infer<typeof stretchSchema>

/** What was heard and seen in a recording, in source ticks, each list in order. */
export const splitAnalysisSchema = z
  .strictObject({
    durationTicks: durationSchema,
    /** Cuts lie on its pictures; 30 where the file tells no rate. */
    frameRate: rationalSchema,
    /** Where nobody speaks; empty for a recording without pauses, and for one without sound. */
    silences: z.array(stretchSchema).readonly(),
    /** First pictures of new scenes; `score` is the change in per cent of the brightness range. Null where nobody looked. */
    scenes: z
      .array(z.strictObject({ atTicks: positionSchema, score: z.number().min(0).max(100) }).readonly())
      .readonly()
      .nullable(),
    /** Chapters of the file, and what else the user marked. */
    markers: z.array(z.strictObject({ atTicks: positionSchema, label: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type SplitAnalysis = z.infer<typeof splitAnalysisSchema>

export const splitBases = ['silence', 'scene', 'markers'] as const
export type SplitBasis = (typeof splitBases)[number]
