import type { TryModelRequest } from '#main/core/speech/speech-messages.ts'
import { openVosk } from './vosk-transcriber.ts'
import { tryWhisper } from './whisper-transcriber.ts'

/** Opens a model as transcribing does. Throws `speech.not-a-model`, `speech.no-engine`. */
export async function tryModel({ engine, modelPath }: TryModelRequest): Promise<null> {
  if (engine === 'whisper') tryWhisper(modelPath)
  else (await openVosk(modelPath)).close()
  return null
}
