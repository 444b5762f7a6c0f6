import { fromPreviewEngineSchema, type FromPreviewEngine, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Ticks } from '#shared/time/ticks.ts'

type Message<Kind extends FromPreviewEngine['kind']> = Extract<FromPreviewEngine, { kind: Kind }>
export type PreviewFrame = Message<'frame'>
export type PreviewAudio = Message<'audio'>
export type PreviewEngineState = Message<'state'>['state']

export type PreviewListeners = {
  readonly onFrame: (frame: PreviewFrame) => void
  readonly onAudio: (audio: PreviewAudio) => void
  readonly onState: (state: PreviewEngineState) => void
  readonly onEnded: () => void
  readonly onError: (error: Message<'error'>['error']) => void
  /** The engine's process ended without being asked to. */
  readonly onGone: () => void
}

/**
 * The window's end of a preview session. What arrives for an older epoch than the newest load, play or seek is acknowledged
 * and dropped, so that an outrun picture is never shown.
 */
export class PreviewClient {
  readonly #port: MessagePort
  readonly #listeners: PreviewListeners
  #epoch = 0

  constructor(port: MessagePort, listeners: PreviewListeners) {
    this.#port = port
    this.#listeners = listeners
    port.addEventListener('message', this.#receive)
    port.addEventListener('close', listeners.onGone)
    port.start()
  }

  load(plan: RenderPlan, atTicks: Ticks): void {
    this.#send({ kind: 'load', epoch: this.#nextEpoch(), plan, atTicks })
  }

  play(fromTicks: Ticks, rate = 1): void {
    this.#send({ kind: 'play', epoch: this.#nextEpoch(), fromTicks, rate })
  }

  pause(): void {
    this.#send({ kind: 'pause', epoch: this.#nextEpoch() })
  }

  /** `exact`: the full-size picture of a standing frame; otherwise a quick one, and only of the newest seek. */
  seek(ticks: Ticks, exact: boolean): void {
    this.#send({ kind: 'seek', epoch: this.#nextEpoch(), ticks, exact })
  }

  /** Call when a frame of `onFrame` was drawn or dropped: the engine sends no more than a few ahead of this. */
  acknowledge(frame: PreviewFrame): void {
    this.#send({ kind: 'acknowledge', sequence: frame.sequence })
  }

  close(): void {
    this.#port.removeEventListener('message', this.#receive)
    this.#port.removeEventListener('close', this.#listeners.onGone)
    this.#port.close()
  }

  #nextEpoch(): number {
    this.#epoch += 1
    return this.#epoch
  }

  #send(message: ToPreviewEngine): void {
    this.#port.postMessage(message, [])
  }

  readonly #receive = (event: MessageEvent<unknown>): void => {
    const message = fromPreviewEngineSchema.parse(event.data)
    const isCurrent = message.epoch === this.#epoch
    switch (message.kind) {
      case 'frame':
        if (isCurrent) this.#listeners.onFrame(message)
        else this.acknowledge(message)
        return
      case 'audio':
        if (isCurrent) this.#listeners.onAudio(message)
        return
      case 'state':
        if (isCurrent) this.#listeners.onState(message.state)
        return
      case 'ended':
        if (isCurrent) this.#listeners.onEnded()
        return
      case 'error':
        // An engine that failed does not recover by a newer seek.
        this.#listeners.onError(message.error)
    }
  }
}
