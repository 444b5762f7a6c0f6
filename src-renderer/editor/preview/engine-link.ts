import { openPreviewPort } from '#renderer/ipc/client.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'

/** A clip that brings the engine down each time must not do so for ever. */
const maxRevivals = 3
const revivalWindowMs = 60_000
/** Until main has seen that the process ended. */
const revivalDelayMs = 150

const engineGone: ErrorData = {
  code: 'media.engine-failed',
  params: { step: text.editor.preview.playing, detail: text.editor.preview.endedOften },
  retryable: true,
}

type Listeners = {
  /** What the window needs before the first picture; rejects where that is not to be had. */
  readonly prepare: () => Promise<void>
  readonly onOpen: (port: MessagePort) => void
  readonly onFailed: (error: ErrorData) => void
  /** There is no engine on this machine. */
  readonly onNone: () => void
}

/** Gets a preview engine for a lesson, and another one where that ended; gives up on the fourth in a minute. */
export class EngineLink {
  readonly #projectId: ProjectId
  readonly #listeners: Listeners
  /** Counts openings: what one outrun by a newer one brings is closed. */
  #turn = 0
  #closed = false
  /** When the engine was replaced lately. */
  #revivals: number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined = undefined

  constructor(projectId: ProjectId, listeners: Listeners) {
    this.#projectId = projectId
    this.#listeners = listeners
  }

  open(): void {
    clearTimeout(this.#timer)
    void this.#open()
  }

  /** The engine's process has ended. */
  lost(): void {
    this.#revive(engineGone)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #open(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const isOutrun = (): boolean => this.#closed || turn !== this.#turn
    try {
      const prepared = this.#listeners.prepare()
      // Heard below; until then a refusal is nobody's yet.
      prepared.catch(() => undefined)
      const port = await openPreviewPort(this.#projectId)
      try {
        await prepared
      } catch (thrown) {
        port?.close()
        throw thrown
      }
      if (isOutrun()) port?.close()
      else if (port === null) this.#listeners.onNone()
      else this.#listeners.onOpen(port)
    } catch (thrown) {
      if (isOutrun()) return
      const error = toErrorData(thrown)
      if (error.retryable) this.#revive(error)
      else this.#listeners.onFailed(error)
    }
  }

  #revive(reason: ErrorData): void {
    if (this.#closed) return
    const nowMs = performance.now()
    this.#revivals = this.#revivals.filter((atMs) => nowMs - atMs < revivalWindowMs)
    if (this.#revivals.length >= maxRevivals) return this.#listeners.onFailed(reason)
    this.#revivals.push(nowMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.open(), revivalDelayMs)
  }
}
