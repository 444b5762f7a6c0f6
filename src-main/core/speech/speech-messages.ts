import { z } from '#shared/base/zod.ts'
import { languageSchema } from '#shared/project/schema/text.ts'
import { positionSchema } from '#shared/project/schema/time.ts'
import { speechEngines } from '#shared/speech/engines.ts'
import { spokenWordSchema } from '#shared/speech/transcript.ts'
import { probeReportSchema } from '../media/messages.ts'

export const transcribeRequestSchema = z
  .strictObject({
    path: z.string().min(1),
    /** As `probe` told it. */
    report: probeReportSchema,
    engine: z.enum(speechEngines),
    /** A folder for Vosk, a ggml file for Whisper. */
    modelPath: z.string().min(1),
    /** On the clock of the file; null for all of it. */
    stretch: z.strictObject({ startTicks: positionSchema, endTicks: positionSchema }).readonly().nullable().default(null),
    /** BCP 47; null where the engine is to find out, which only Whisper does. */
    language: languageSchema.nullable(),
  })
  .readonly()
export type TranscribeRequest = z.input<typeof transcribeRequestSchema>

/** `words` are those that became certain since the last message. */
export const transcribeProgressSchema = z
  .strictObject({ fraction: z.number().min(0).max(1), words: z.array(spokenWordSchema).readonly() })
  .readonly()
export type TranscribeProgress = z.infer<typeof transcribeProgressSchema>

/** A model to be opened, to see that it is one. */
export const tryModelRequestSchema = z.strictObject({ engine: z.enum(speechEngines), modelPath: z.string().min(1) }).readonly()
export type TryModelRequest = z.infer<typeof tryModelRequestSchema>
