/** Where long work waits while the user has paused it. */
export type PauseGate = {
  readonly isClosed: boolean
  setClosed(closed: boolean): void
  /** Resolves when the gate opens. */
  whenOpen(): Promise<void>
}

export function createPauseGate(): PauseGate {
  let opening: PromiseWithResolvers<void> | null = null
  return {
    get isClosed() {
      return opening !== null
    },
    setClosed(closed) {
      if (closed) opening ??= Promise.withResolvers<void>()
      else {
        opening?.resolve()
        opening = null
      }
    },
    whenOpen: () => opening?.promise ?? Promise.resolve(),
  }
}
