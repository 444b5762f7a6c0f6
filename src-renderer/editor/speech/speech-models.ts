import { createStore } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { receivePort } from '#renderer/ipc/ports.ts'
import { speechModelsMessageSchema } from '#shared/ipc/areas/speech.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import type { SpeechModel, SpeechModelId } from '#shared/speech/models.ts'

type SpeechModels = {
  /** Null until they were heard of. */
  readonly models: readonly SpeechModel[] | null
  readonly error: ErrorData | null
}

/** The speech models as they are while somebody follows them, such as a dialog or a download that captions wait for. */
export const speechModels = createStore<SpeechModels>(() => ({ models: null, error: null }))

let followers = 0
let port: MessagePort | null = null

/** Keeps `speechModels` up to date; returns what ends that. */
export function followSpeechModels(): () => void {
  followers += 1
  if (followers === 1) void open()
  return () => {
    followers -= 1
    if (followers > 0) return
    port?.close()
    port = null
  }
}

async function open(): Promise<void> {
  try {
    const { portId } = await call('speech.watchModels', {})
    const opened = await receivePort(portId)
    // Nobody follows any more, or somebody was quicker.
    if (followers === 0 || port) return opened.close()
    port = opened
    opened.addEventListener('message', (event: MessageEvent<unknown>) => {
      speechModels.setState({ models: speechModelsMessageSchema.parse(event.data).models, error: null })
    })
    opened.start()
  } catch (thrown) {
    speechModels.setState({ error: toErrorData(thrown) })
  }
}

export function findModel(models: readonly SpeechModel[] | null, modelId: SpeechModelId | null): SpeechModel | null {
  return models?.find((model) => model.modelId === modelId) ?? null
}
