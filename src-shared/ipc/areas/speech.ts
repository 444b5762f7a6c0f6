import { z } from '../../base/zod.ts'
import { errorDataSchema } from '../../messages/error-data.ts'
import { assetIdSchema } from '../../project/ids.ts'
import { languageSchema } from '../../project/schema/text.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { speechModelIdSchema, speechModelSchema } from '../../speech/models.ts'
import { spokenWordSchema, transcriptSchema } from '../../speech/transcript.ts'
import { channel, nothingSchema } from '../channel.ts'
import { grantIdSchema, grantSchema, portIdSchema } from './grant.ts'
import { projectIdSchema } from './library.ts'

const modelsSchema = z.array(speechModelSchema).readonly()

/** Over the port of `speech.watchModels`: one snapshot, then an update whenever a model changes, at most ten a second. Closing the port only ends the watching. */
export const speechModelsMessageSchema = z
  .strictObject({ kind: z.enum(['snapshot', 'update', 'final']), sequence: z.int().nonnegative(), models: modelsSchema })
  .readonly()
export type SpeechModelsMessage = z.infer<typeof speechModelsMessageSchema>

/** How far listening is. */
export const listeningSchema = z
  .strictObject({
    /** `waiting`: for other listening to end, or for the clip's file to be mended. */
    state: z.enum(['waiting', 'running', 'succeeded', 'failed', 'cancelled']),
    /** 0 to 1. */
    fraction: z.number().min(0).max(1),
    /** Heard so far. */
    wordCount: z.int().nonnegative(),
    /** The newest of them, at most 40, for showing. */
    recentWords: z.array(spokenWordSchema).max(40).readonly(),
    /** Set only where it succeeded; without words where nothing was said. Times are on the source's clock. */
    transcript: transcriptSchema.nullable(),
    /** Set only where it failed. */
    error: errorDataSchema.nullable(),
  })
  .readonly()
export type Listening = z.infer<typeof listeningSchema>

/** Over the port of `speech.transcribe`: one snapshot, at most four updates a second, one final. Closing the port gives it up. */
export const listeningMessageSchema = z
  .strictObject({ kind: z.enum(['snapshot', 'update', 'final']), sequence: z.int().nonnegative(), listening: listeningSchema })
  .readonly()
export type ListeningMessage = z.infer<typeof listeningMessageSchema>

const modelIdInput = z.strictObject({ modelId: speechModelIdSchema }).readonly()

/** Sound is never sent anywhere: the only thing that leaves the computer is the request for a model's file, when the user asks for one. */
export const speechChannels = {
  /** The catalogue and the models that the user added, each with where it stands. */
  'speech.models': channel(nothingSchema, z.strictObject({ models: modelsSchema }).readonly()),
  'speech.watchModels': channel(nothingSchema, z.strictObject({ portId: portIdSchema }).readonly()),
  /** Begins a download or goes on with one; the models tell how it goes, and why it stopped. No effect where it runs or is done. */
  'speech.download': channel(modelIdInput, nothingSchema),
  /** Stops a download, keeping what came for the next time, or the adding of a model of the user. */
  'speech.cancel': channel(modelIdInput, nothingSchema),
  /** Opens the system's dialog: a ggml file of Whisper or the zip file of a Vosk model, or the folder of one. Null where the user cancelled. */
  'speech.chooseModel': channel(
    z.strictObject({ kind: z.enum(['file', 'folder']) }).readonly(),
    z.strictObject({ grant: grantSchema.nullable() }).readonly(),
  ),
  /** Copies what was chosen, or dropped, into the models of the app and tries it. Answers when it can be used; the models tell how far it is. */
  'speech.addModel': channel(
    z.strictObject({ grantId: grantIdSchema }).readonly(),
    z.strictObject({ model: speechModelSchema }).readonly(),
  ),
  /** Deletes a model's files, or what came of a download; a model of the user leaves the list. Refused while it listens. */
  'speech.removeModel': channel(modelIdInput, nothingSchema),
  /** The best of the models that are ready, for a language (null: not known); null where none fits. */
  'speech.defaultModel': channel(
    z.strictObject({ language: languageSchema.nullable() }).readonly(),
    z.strictObject({ modelId: speechModelIdSchema.nullable() }).readonly(),
  ),
  /** Where media change from one shot to another, on their own clocks, as far as anybody looked: listening looks, too. */
  'speech.shotCuts': channel(
    z.strictObject({ projectId: projectIdSchema, assetIds: z.array(assetIdSchema).max(1000).readonly() }).readonly(),
    z
      .strictObject({
        media: z
          .array(z.strictObject({ assetId: assetIdSchema, cuts: z.array(positionSchema).readonly() }).readonly())
          .readonly(),
      })
      .readonly(),
  ),
  /**
   * Writes down what is said in a stretch of an asset, on the asset's clock. `language` null: Whisper finds out, Vosk hears its
   * own. The same again is answered at once.
   */
  'speech.transcribe': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        assetId: assetIdSchema,
        /** Null: the whole of it. */
        stretch: z.strictObject({ startTicks: positionSchema, endTicks: positionSchema }).readonly().nullable(),
        modelId: speechModelIdSchema,
        language: languageSchema.nullable(),
      })
      .readonly(),
    z.strictObject({ portId: portIdSchema }).readonly(),
  ),
} as const
