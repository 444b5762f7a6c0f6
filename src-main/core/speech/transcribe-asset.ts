import { appError } from '#shared/messages/app-error.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import { restoreRepaired } from '../import/repair-media.ts'
import type { DeriveEngine } from '../media/derive-engine.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { recordingOf } from '../split/split-job.ts'
import type { TranscribeProgress } from './speech-messages.ts'
import { findShotCuts } from './shot-cuts.ts'
import type { SpeechModels } from './speech-models.ts'
import { findTranscript, keepTranscript, type Stretch } from './transcript-cache.ts'

type Services = {
  readonly media: Pick<MediaEngine, 'transcribe' | 'shotChanges'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly models: Pick<SpeechModels, 'use'>
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

export type ListeningOrder = {
  readonly asset: Asset
  /** On the asset's clock; null for all of it. */
  readonly stretch: Stretch | null
  readonly modelId: SpeechModelId
  /** BCP 47; null where Whisper is to find out. */
  readonly language: string | null
}

type Options = { readonly signal: AbortSignal; readonly onProgress: (progress: TranscribeProgress) => void }

/**
 * What is said in an asset of a lesson, on its own clock; the same again comes from the media cache. Where its shots change, captions
 * had better break: `knownShotCuts` tells them afterwards. Throws `speech.*`, `media.*`,
 * `file.*`, `system.process-*`, `cancelled`.
 */
export async function transcribeAsset(
  { asset, stretch, modelId, language }: ListeningOrder,
  { media, deriveMedia, models, cacheFolder, log }: Services,
  { signal, onProgress }: Options,
): Promise<Transcript> {
  if (!asset.interpretation?.audio) throw appError('speech.no-sound', { file: asset.fileName })
  const transcript = await listen()
  if (transcript.words.length > 0) await lookForCuts()
  return transcript

  async function listen(): Promise<Transcript> {
    const model = await models.use(modelId)
    try {
      // Vosk hears only its own language, whatever is asked.
      const asked = model.engine === 'vosk' ? (model.languages[0] ?? language) : language
      const key = { source: asset, stretch, modelId, language: asked }
      const known = await findTranscript(cacheFolder, key)
      if (known) return known
      await restoreRepaired([asset], { deriveMedia, cacheFolder }, signal)
      const { engine, modelPath } = model
      const request = { ...recordingOf(asset, cacheFolder), stretch, engine, modelPath, language: asked }
      const heard = await media.transcribe(request, { signal, onProgress })
      // What was heard is there, whether it can be kept or not.
      await keepTranscript(cacheFolder, key, heard).catch(log)
      return heard
    } finally {
      model.release()
    }
  }

  async function lookForCuts(): Promise<void> {
    try {
      await restoreRepaired([asset], { deriveMedia, cacheFolder }, signal)
      await findShotCuts(asset, stretch, { media, cacheFolder }, signal)
    } catch (thrown) {
      if (signal.aborted) throw thrown
      // Captions are made without them, too.
      log(thrown)
    }
  }
}
