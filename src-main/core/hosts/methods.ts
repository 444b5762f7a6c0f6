import type { ErrorData } from '#shared/messages/app-error.ts'

/** What a running call gets: hear a cancel, tell progress, take transferred ports. */
export type CallContext<Progress> = {
  readonly signal: AbortSignal
  readonly progress: (value: Progress) => void
  /** MessagePorts that came along with the call; always empty under child_process. */
  readonly ports: readonly unknown[]
}

/** One method of a process: one structured-cloneable input, one output. Failures are thrown as `AppError`. */
export type Method<Input, Output, Progress = never> = (input: Input, context: CallContext<Progress>) => Promise<Output> | Output

/** A process's contract, written as a type alias of named `Method`s. */
export type Methods = Record<string, Method<never, unknown, unknown>>

export type InputOf<M> = M extends Method<infer Input, unknown, unknown> ? Input : never
export type OutputOf<M extends Methods[string]> = Awaited<ReturnType<M>>
export type ProgressOf<M extends Methods[string]> = Parameters<Parameters<M>[1]['progress']>[0]

export type CallOptions<Progress> = {
  /** Aborting asks the other side to stop; the call settles when it has (and has cleaned up behind itself). */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((value: Progress) => void) | undefined
  /** MessagePorts to hand over; only a utilityProcess can take them. */
  readonly transfer?: readonly unknown[] | undefined
}

/** The calling end of a contract. */
export type Caller<Remote extends Methods> = {
  call<K extends keyof Remote & string>(
    method: K,
    input: InputOf<Remote[K]>,
    options?: CallOptions<ProgressOf<Remote[K]>>,
  ): Promise<OutputOf<Remote[K]>>
}

/** One direction of messages; both ends of a forked process look like this. */
export type MessageChannelEnd = {
  post(message: unknown, transfer: readonly unknown[]): void
  onMessage(listener: (message: unknown, ports: readonly unknown[]) => void): void
}

/** How a call ends on the wire. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData }
