import { z } from '../base/zod.ts'
import { languageSchema } from '../project/schema/text.ts'
import { positionSchema } from '../project/schema/time.ts'

/** A word as it was heard, on the clock of its sound; `confidence` from 0 to 1, null where the engine tells none. */
export const spokenWordSchema = z
  .strictObject({
    text: z.string().min(1),
    startTicks: positionSchema,
    endTicks: positionSchema,
    confidence: z.number().min(0).max(1).nullable(),
  })
  .readonly()
export type SpokenWord = z.infer<typeof spokenWordSchema>

/** What was said in a sound, by start time. `punctuated` says whether the engine wrote capitals and full stops itself. */
export const transcriptSchema = z
  .strictObject({
    /** BCP 47; null where neither the engine nor the user knows. */
    language: languageSchema.nullable(),
    punctuated: z.boolean(),
    words: z.array(spokenWordSchema).readonly(),
  })
  .readonly()
export type Transcript = z.infer<typeof transcriptSchema>

/** Words under this are marked for review. */
export const reviewConfidence = 0.6
