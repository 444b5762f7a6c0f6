import type { z } from '#shared/base/zod.ts'
import { receivePort } from '#renderer/ipc/ports.ts'

type Message = { readonly kind: 'snapshot' | 'update' | 'final'; readonly sequence: number }

/** Follows a port that main announces until it is told to stop; messages that come out of turn are dropped. */
export function watchPort<T extends Message>(
  asked: Promise<{ readonly portId: string }>,
  schema: z.ZodType<T>,
  onMessage: (message: T) => void,
  onError: (thrown: unknown) => void,
): () => void {
  let port: MessagePort | null = null
  let stopped = false
  let last = -1
  asked
    .then(({ portId }) => receivePort(portId))
    .then((received) => {
      port = received
      if (stopped) return received.close()
      received.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = schema.parse(data)
        if (stopped || message.sequence <= last) return
        last = message.sequence
        onMessage(message)
      })
      received.start()
    })
    .catch((thrown: unknown) => (stopped ? undefined : onError(thrown)))
  return () => {
    stopped = true
    port?.close()
  }
}
