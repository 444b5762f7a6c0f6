import { call } from '#renderer/ipc/client.ts'
import { receivePort } from '#renderer/ipc/ports.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { listeningMessageSchema, type Listening } from '#shared/ipc/areas/speech.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Span } from '#shared/project/timeline.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import type { Transcript } from '#shared/speech/transcript.ts'

type Wish = {
  readonly projectId: ProjectId
  readonly assetId: AssetId
  readonly stretch: Span | null
  readonly modelId: SpeechModelId
  readonly language: string | null
}

/**
 * What is said in a stretch of an asset; null where it was given up. `onUpdate` hears at most four times a second. Throws an `AppError`
 * where it failed.
 */
export async function hearAsset(
  wish: Wish,
  signal: AbortSignal,
  onUpdate: (listening: Listening) => void,
): Promise<Transcript | null> {
  const { portId } = await call('speech.transcribe', wish)
  const port = await receivePort(portId)
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', giveUp)
      port.close()
      settle()
    }
    const giveUp = (): void => end(() => resolve(null))
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      const { kind, listening } = listeningMessageSchema.parse(event.data)
      if (kind !== 'final') return onUpdate(listening)
      const { transcript, error } = listening
      if (transcript) return end(() => resolve(transcript))
      if (error) return end(() => reject(new AppError(error)))
      giveUp()
    })
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) return giveUp()
    port.start()
  })
}
