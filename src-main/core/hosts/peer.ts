import { createBirpc } from 'birpc'
import { AppError, appError, toErrorData } from '#shared/messages/app-error.ts'
import { errorDataSchema } from '#shared/messages/error-data.ts'
import { z } from '#shared/base/zod.ts'
import type { CallOptions, MessageChannelEnd, Methods, Reply } from './methods.ts'

/** What both ends answer; every method of a contract travels inside `call`. */
type WireFunctions = {
  call(id: number, method: string, input: unknown, ports?: readonly unknown[]): Promise<Reply>
  cancel(id: number): void
  progress(id: number, value: unknown): void
  ping(): true
  ready(): void
  shutdown(): void
}

type PeerOptions = {
  readonly channel: MessageChannelEnd
  readonly handlers: Methods
  readonly onReady?: () => void
  readonly onShutdown?: () => void
}

/** The untyped end of a two-way RPC; `createProcessHost` and `serveProcess` put the types on. */
export type Peer = {
  call(method: string, input: unknown, options: CallOptions<never>): Promise<unknown>
  ping(): Promise<unknown>
  announceReady(): void
  requestShutdown(): void
  /** Aborts what this end is running for the other one. */
  abortRunning(): void
  /** Rejects the calls under way. */
  close(error: AppError): void
}

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDataSchema }),
])

function isRequest(message: unknown): message is { t: 'q'; m: string; a: unknown[] } {
  return typeof message === 'object' && message !== null && 't' in message && message.t === 'q' && 'a' in message
}

/** A one-way message to an end that has closed has nobody left to tell. */
function tell(sent: Promise<void>): void {
  sent.catch(() => undefined)
}

export function createPeer({ channel, handlers, onReady, onShutdown }: PeerOptions): Peer {
  let lastId = 0
  const running = new Map<number, AbortController>()
  const progressSinks = new Map<number, (value: never) => void>()
  const transfers = new Map<number, readonly unknown[]>()

  const local: WireFunctions = {
    async call(id, method, input, ports = []) {
      const controller = new AbortController()
      running.set(id, controller)
      try {
        const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
        if (!handler) throw new Error(`no method "${method}"`)
        const progress = (value: unknown): void => {
          if (running.has(id)) tell(remote.progress.asEvent(id, value))
        }
        return { ok: true, value: await handler(input as never, { signal: controller.signal, progress, ports }) }
      } catch (thrown) {
        const aborted = controller.signal.aborted && !(thrown instanceof AppError)
        return { ok: false, error: toErrorData(aborted ? appError('cancelled', {}, { cause: thrown }) : thrown) }
      } finally {
        running.delete(id)
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    progress: (id, value) => progressSinks.get(id)?.(value as never),
    ping: () => true,
    ready: () => onReady?.(),
    shutdown: () => onShutdown?.(),
  }

  const remote = createBirpc<WireFunctions, WireFunctions>(local, {
    post: (message: unknown) => {
      const id = isRequest(message) && message.m === 'call' ? (message.a[0] as number) : null
      channel.post(message, (id !== null && transfers.get(id)) || [])
    },
    on: (listener: (message: unknown) => void) => {
      channel.onMessage((message, ports) => {
        const carries = ports.length > 0 && isRequest(message)
        listener(carries ? { ...message, a: [...message.a, ports] } : message)
      })
    },
    // Without this, a message that names "constructor" would reach Object.prototype.
    resolver: (name) => (Object.hasOwn(local, name) ? local[name as keyof WireFunctions] : undefined),
    // A reply that cannot be cloned is answered with the reason (birpc does); one's own failed call still rejects.
    onGeneralError: (_error, method) => method !== undefined,
    timeout: -1,
  })

  return {
    async call(method, input, { signal, onProgress, transfer }) {
      if (signal?.aborted) throw appError('cancelled', {})
      const id = (lastId += 1)
      const cancel = (): void => tell(remote.cancel.asEvent(id))
      if (onProgress) progressSinks.set(id, onProgress)
      if (transfer) transfers.set(id, transfer)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const reply = replySchema.parse(await remote.call(id, method, input))
        if (reply.ok) return reply.value
        throw new AppError(reply.error)
      } finally {
        signal?.removeEventListener('abort', cancel)
        progressSinks.delete(id)
        transfers.delete(id)
      }
    },
    ping: () => remote.ping(),
    announceReady: () => tell(remote.ready.asEvent()),
    requestShutdown: () => tell(remote.shutdown.asEvent()),
    abortRunning() {
      for (const controller of running.values()) controller.abort()
    },
    close: (error) => remote.$close(error),
  }
}
