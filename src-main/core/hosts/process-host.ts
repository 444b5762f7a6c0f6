import { setTimeout as sleep } from 'node:timers/promises'
import { appError, type AppError } from '#shared/messages/app-error.ts'
import type { ChildExit, ForkChild } from './child.ts'
import { startHeartbeat, type Heartbeat } from './heartbeat.ts'
import type { CallOptions, Caller, Methods } from './methods.ts'
import { createPeer, type Peer } from './peer.ts'

export type HostLimits = {
  /** From the fork until the child serves. */
  readonly startMs: number
  readonly heartbeatMs: number
  /** DESIGN.md section 2: 10 s without a sign of life and the child is killed. */
  readonly silenceMs: number
  /** How long a cancelled call may clean up before its process is killed. */
  readonly cancelMs: number
  readonly shutdownMs: number
  /** First wait before a restart after a second crash in a row; doubles up to `maxBackOffMs`. */
  readonly backOffMs: number
  readonly maxBackOffMs: number
}

const defaultLimits: HostLimits = {
  startMs: 30_000,
  heartbeatMs: 2_000,
  silenceMs: 10_000,
  cancelMs: 5_000,
  shutdownMs: 3_000,
  backOffMs: 250,
  maxBackOffMs: 10_000,
}

/** A child that lived this long forgives the crashes before it. */
const forgivenAfterMs = 60_000

export type HostOptions = {
  /** Names the process in error sentences: "library", "media". */
  readonly name: string
  readonly fork: ForkChild
  /** Methods the child may call in the parent. */
  readonly handlers?: Methods
  readonly limits?: Partial<HostLimits>
}

/** A child process behind typed calls: started by the first call at the latest, restarted by the next one after a crash. */
export type ProcessHost<Remote extends Methods> = Caller<Remote> & {
  readonly name: string
  /** Starts the child ahead of the first call; what goes wrong, that call hears as well. */
  start(): Promise<void>
  /** Of the running child, null where none runs. */
  readonly pid: number | null
  /** Hears of every end that was not asked for; returns the way to stop listening. */
  onCrash(listener: (error: AppError) => void): () => void
  /** Ends the child at once, as a crash would; the next call starts a fresh one. */
  kill(): void
  /** Lets the child finish what it writes and end; later calls are refused. */
  close(): Promise<void>
}

type Session = {
  readonly pid: () => number | null
  readonly peer: Peer
  readonly isReady: () => boolean
  readonly ready: Promise<void>
  readonly exited: Promise<void>
  kill(reason: AppError | null): void
}

export function createProcessHost<Remote extends Methods>(options: HostOptions): ProcessHost<Remote> {
  const { name } = options
  const limits = { ...defaultLimits, ...options.limits }
  const crashListeners = new Set<(error: AppError) => void>()
  let session: Session | null = null
  let waiting: Promise<Session> | null = null
  let crashes = 0
  let closing = false

  function startSession(): Session {
    const startedAt = performance.now()
    const child = options.fork()
    const ready = Promise.withResolvers<void>()
    const exited = Promise.withResolvers<void>()
    let killedFor: AppError | null = null
    let isReady = false
    let heartbeat: Heartbeat | null = null

    const peer = createPeer({
      channel: {
        post: (message, transfer) => child.post(message, transfer),
        onMessage: (listener) =>
          child.onMessage((message, ports) => {
            heartbeat?.heard()
            listener(message, ports)
          }),
      },
      handlers: options.handlers ?? {},
      onReady() {
        isReady = true
        clearTimeout(startTimer)
        // Not earlier: while it loads its modules a child cannot answer; until then `startMs` counts.
        heartbeat = startHeartbeat({
          ping: () => peer.ping(),
          intervalMs: limits.heartbeatMs,
          silenceMs: limits.silenceMs,
          onSilent: () => kill(appError('system.process-hung', { process: name }, { retryable: true })),
        })
        ready.resolve()
      },
    })
    const kill = (reason: AppError | null): void => {
      killedFor ??= reason
      child.kill()
    }
    const startTimer = setTimeout(
      () => kill(appError('system.process-slow', { process: name }, { retryable: true })),
      limits.startMs,
    )
    const started: Session = {
      pid: () => child.pid ?? null,
      peer,
      isReady: () => isReady,
      ready: ready.promise,
      exited: exited.promise,
      kill,
    }
    // Handled here so that a start nobody waits for any more is not an unhandled rejection.
    ready.promise.catch(() => undefined)
    child.onExit((exit) => {
      heartbeat?.stop()
      clearTimeout(startTimer)
      if (session === started) session = null
      crashes = performance.now() - startedAt > forgivenAfterMs ? 1 : crashes + 1
      const error = killedFor ?? exitError(name, exit, isReady)
      ready.reject(error)
      peer.abortRunning()
      peer.close(error)
      exited.resolve()
      if (!closing) for (const listener of crashListeners) listener(error)
    })
    return started
  }

  /** The running child, or a fresh one after the back-off of earlier crashes. */
  async function openSession(): Promise<Session> {
    if (closing) throw appError('system.process-closed', { process: name })
    if (!session) {
      waiting ??= (async () => {
        if (crashes > 1) await sleep(Math.min(limits.backOffMs * 2 ** (crashes - 2), limits.maxBackOffMs))
        if (closing) throw appError('system.process-closed', { process: name })
        session = startSession()
        return session
      })().finally(() => {
        waiting = null
      })
      await waiting
    }
    const opened = session ?? (await openSession())
    await opened.ready
    return opened
  }

  async function call(method: string, input: unknown, callOptions: CallOptions<never> = {}): Promise<unknown> {
    const { signal } = callOptions
    const opened = await raceAbort(openSession(), signal)
    let timer: NodeJS.Timeout | undefined
    const limitCleanup = (): void => {
      timer = setTimeout(
        () => opened.kill(appError('system.process-hung', { process: name }, { retryable: true })),
        limits.cancelMs,
      )
    }
    signal?.addEventListener('abort', limitCleanup, { once: true })
    try {
      return await opened.peer.call(method, input, callOptions)
    } catch (cause) {
      // Whatever stopped it in the end, the caller had asked for that.
      throw signal?.aborted ? appError('cancelled', {}, { cause }) : cause
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', limitCleanup)
    }
  }

  return {
    name,
    get pid() {
      return session?.pid() ?? null
    },
    async start() {
      await openSession()
    },
    call: call as Caller<Remote>['call'],
    onCrash(listener) {
      crashListeners.add(listener)
      return () => void crashListeners.delete(listener)
    },
    kill: () => session?.kill(null),
    async close() {
      closing = true
      await waiting?.catch(() => undefined)
      if (!session) return
      const ending = session
      // It has done nothing yet, and hears nothing before it has loaded.
      if (!ending.isReady()) ending.kill(null)
      const timer = setTimeout(() => ending.kill(null), limits.shutdownMs)
      ending.peer.requestShutdown()
      await ending.exited
      clearTimeout(timer)
    },
  }
}

function exitError(process: string, exit: ChildExit, wasReady: boolean): AppError {
  const cause = exit.stderrTail === '' ? undefined : new Error(exit.stderrTail)
  const detail = exit.signal ?? `code ${exit.code ?? 'unknown'}`
  const code = wasReady ? 'system.process-crashed' : 'system.process-start'
  return appError(code, { process, detail }, { retryable: true, cause })
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(appError('cancelled', {}))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
