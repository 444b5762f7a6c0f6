import { z } from '../base/zod.ts'
import { errorDataSchema } from '../messages/error-data.ts'
import { languageSchema } from '../project/schema/text.ts'
import { speechEngines } from './engines.ts'

/** A model of the catalogue by its own name; one that the user added begins with "own-". */
export const speechModelIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,95}$/, 'a model id')
  .brand<'speechModel'>()
export type SpeechModelId = z.infer<typeof speechModelIdSchema>

/** `absent` with `receivedBytes` above zero goes on where it stopped; `error` tells why it stopped, null where nobody tried or it was cancelled. */
export const speechModelStateSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('absent'), receivedBytes: z.int().nonnegative(), error: errorDataSchema.nullable() })
    .readonly(),
  z.strictObject({ kind: z.literal('downloading'), receivedBytes: z.int().nonnegative() }).readonly(),
  /** All bytes are there or copied: compared with their checksum, unpacked, opened to see that it works. */
  z.strictObject({ kind: z.literal('checking'), fraction: z.number().min(0).max(1) }).readonly(),
  z.strictObject({ kind: z.literal('ready') }).readonly(),
])
export type SpeechModelState = z.infer<typeof speechModelStateSchema>

/** A model that turns sound into words, on this computer or to be had. */
export const speechModelSchema = z
  .strictObject({
    modelId: speechModelIdSchema,
    /** As its makers call it, or the name of the user's file. */
    name: z.string().min(1),
    engine: z.enum(speechEngines),
    /** BCP 47, the likeliest first; empty where nobody knows (a file of the user). Only Whisper has models of more than one. */
    languages: z.array(languageSchema).readonly(),
    /** Of the download; of what lies on disk for a model of the user. */
    byteLength: z.int().nonnegative(),
    origin: z.enum(['catalogue', 'own']),
    /** The host it is downloaded from; null for a model of the user. */
    sourceHost: z.string().nullable(),
    /** SPDX; null where nobody told. */
    licence: z.string().nullable(),
    state: speechModelStateSchema,
  })
  .readonly()
export type SpeechModel = z.infer<typeof speechModelSchema>
