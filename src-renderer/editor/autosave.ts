import { createStore, type StoreApi } from 'zustand/vanilla'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'

/** DESIGN.md section 7: 800 ms after the last edit, 5 s after the first unsaved one at most. */
export const autosaveDelayMs = 800
export const autosaveLimitMs = 5000
/** How long a save that is due waits for a moment in which the window has nothing to do: it copies the whole lesson. */
export const autosaveIdleMs = 200
/** A save that may work later is tried again by itself after this long. */
export const autosaveRetryMs = 5000

export type SaveState =
  { readonly kind: 'saved' | 'unsaved' | 'saving' } | { readonly kind: 'failed' | 'conflict'; readonly error: ErrorData }

type Options = {
  /** Stores what is current when it is called; throws an `AppError` where it cannot. */
  readonly save: () => Promise<void>
  readonly isConflict: (error: ErrorData) => boolean
  /** Calls `act` later, when there is nothing else to do, within that many milliseconds. Returns what calls it off. */
  readonly whenIdle?: (act: () => void, withinMs: number) => () => void
}

/** Decides when to save, one save at a time, and tells how it stands. */
export class Autosave {
  readonly state: StoreApi<SaveState> = createStore<SaveState>(() => ({ kind: 'saved' }))
  readonly #options: Options
  #timer: ReturnType<typeof setTimeout> | null = null
  /** Calls off a save that waits for an idle moment; null where none does. */
  #stopWaiting: (() => void) | null = null
  /** When the oldest unsaved edit happened; null where all is saved. */
  #unsavedSince: number | null = null
  #running: Promise<void> | null = null

  constructor(options: Options) {
    this.#options = options
  }

  /** Call after every change of the document. */
  changed(): void {
    this.#unsavedSince ??= Date.now()
    const { kind } = this.state.getState()
    if (kind === 'conflict') return
    if (kind === 'saved') this.state.setState({ kind: 'unsaved' }, true)
    const age = Date.now() - this.#unsavedSince
    const leftMs = autosaveLimitMs - (this.#options.whenIdle ? autosaveIdleMs : 0) - age
    // What is due already and waits for an idle moment is not put off any more.
    if (leftMs > 0 || !this.#stopWaiting) this.#schedule(Math.max(0, Math.min(autosaveDelayMs, leftMs)))
  }

  /** Saves what is unsaved now. Resolves to whether everything is stored. */
  async flush(): Promise<boolean> {
    this.#cancelTimer()
    if (this.state.getState().kind === 'failed') this.state.setState({ kind: 'unsaved' }, true)
    // A save under way may have begun before the last edit, so there can be a second one after it.
    while (this.#running || (this.#unsavedSince !== null && !this.#isStuck())) await (this.#running ?? this.#start())
    return this.#unsavedSince === null
  }

  /** After a failure, or to take up saving again when a conflict is settled. */
  retry(): Promise<boolean> {
    this.state.setState({ kind: 'unsaved' }, true)
    return this.flush()
  }

  /** Forgets what is unsaved and stops; for a lesson that is closed or loaded anew. */
  stop(): void {
    this.#cancelTimer()
    this.#unsavedSince = null
  }

  #isStuck(): boolean {
    const { kind } = this.state.getState()
    return kind === 'failed' || kind === 'conflict'
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer()
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (!this.#options.whenIdle) return this.#startDue()
      this.#stopWaiting = this.#options.whenIdle(() => {
        this.#stopWaiting = null
        this.#startDue()
      }, autosaveIdleMs)
    }, delayMs)
  }

  #startDue(): void {
    if (!this.#running && this.#unsavedSince !== null) void this.#start()
  }

  #cancelTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#stopWaiting?.()
    this.#stopWaiting = null
  }

  #start(): Promise<void> {
    const since = this.#unsavedSince
    this.#unsavedSince = null
    this.state.setState({ kind: 'saving' }, true)
    this.#running = this.#options.save().then(
      () => {
        this.#running = null
        if (this.#unsavedSince === null) this.state.setState({ kind: 'saved' }, true)
        else {
          this.state.setState({ kind: 'unsaved' }, true)
          if (this.#timer === null && this.#stopWaiting === null) this.#schedule(autosaveDelayMs)
        }
      },
      (thrown: unknown) => {
        this.#running = null
        this.#unsavedSince = since
        const error = toErrorData(thrown)
        const conflict = this.#options.isConflict(error)
        this.state.setState({ kind: conflict ? 'conflict' : 'failed', error }, true)
        if (!conflict && error.retryable) this.#schedule(autosaveRetryMs)
      },
    )
    return this.#running
  }
}
