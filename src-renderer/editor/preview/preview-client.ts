import { fromPreviewEngineSchema, type FromPreviewEngine, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Ticks } from '#shared/time/ticks.ts'

type Message<Kind extends FromPreviewEngine['kind']> = Extract<FromPreviewEngine, { kind: Kind }>
export type PreviewFrame = Message<'frame'>
export type PreviewAudio = Message<'audio'>
export type PreviewEngineState = Message<'state'>['state']

export type PreviewListeners = {
  readonly onFrame: (frame: PreviewFrame) => void
  /** A picture was outrun and is not shown; it must be acknowledged all the same. */
  readonly onOutrun: (frame: PreviewFrame) => void
  readonly onAudio: (audio: PreviewAudio) => void
  readonly onState: (state: PreviewEngineState) => void
  readonly onEnded: () => void
  readonly onError: (error: Message<'error'>['error']) => void
  /** The engine's process ended without being asked to. */
  readonly onGone: () => void
}

/**
 * The window's end of a preview session. A picture that arrives for an older epoch than the newest load, play or seek is never
 * shown; sound goes on through loads. While the pointer drags, one seek is under way and the newest one waits for its answer:
 * so a slow clip still shows pictures, and never an old one after a new one.
 */
export class PreviewClient {
  readonly #port: MessagePort
  readonly #listeners: PreviewListeners
  #epoch = 0
  /** Of the play whose sound is wanted; null while nothing plays. */
  #soundEpoch: number | null = null
  /** The drag's seek that has no answer yet, and the instant that waits for it. */
  #seeking: { readonly epoch: number; next: Ticks | null } | null = null

  constructor(port: MessagePort, listeners: PreviewListeners) {
    this.#port = port
    this.#listeners = listeners
    port.addEventListener('message', this.#receive)
    port.addEventListener('close', listeners.onGone)
    port.start()
  }

  /** With a course the lesson goes on playing by the new plan. */
  load(plan: RenderPlan, atTicks: Ticks, course: PlayCourse | null): void {
    const epoch = this.#nextEpoch()
    this.#soundEpoch = course ? (this.#soundEpoch ?? epoch) : null
    this.#send({ kind: 'load', epoch, plan, atTicks, course })
  }

  /** `continues`: it plays already, and only the speed or the loop changes. */
  play(course: PlayCourse, continues: boolean): void {
    const epoch = this.#nextEpoch()
    if (!continues) this.#soundEpoch = epoch
    this.#send({ kind: 'play', epoch, course, continues })
  }

  pause(): void {
    this.#soundEpoch = null
    this.#send({ kind: 'pause', epoch: this.#nextEpoch() })
  }

  /** `exact`: a standing frame, at last in full size; otherwise a quick one, while the pointer drags. */
  seek(ticks: Ticks, exact: boolean): void {
    if (!exact && this.#seeking) {
      this.#seeking.next = ticks
      return
    }
    const epoch = this.#nextEpoch()
    this.#soundEpoch = null
    if (!exact) this.#seeking = { epoch, next: null }
    this.#send({ kind: 'seek', epoch, ticks, exact })
  }

  /** Call when a frame of `onFrame` was drawn or dropped: the engine sends no more than a few ahead of this. */
  acknowledge(frame: PreviewFrame, clockTicks: Ticks | null): void {
    this.#send({ kind: 'acknowledge', sequence: frame.sequence, clockTicks })
  }

  close(): void {
    this.#port.removeEventListener('message', this.#receive)
    this.#port.removeEventListener('close', this.#listeners.onGone)
    this.#port.close()
  }

  #nextEpoch(): number {
    this.#seeking = null
    this.#epoch += 1
    return this.#epoch
  }

  #send(message: ToPreviewEngine): void {
    this.#port.postMessage(message, [])
  }

  #answered(epoch: number): void {
    if (this.#seeking?.epoch !== epoch) return
    const { next } = this.#seeking
    this.#seeking = null
    if (next !== null) this.seek(next, false)
  }

  readonly #receive = (event: MessageEvent<unknown>): void => {
    const message = fromPreviewEngineSchema.parse(event.data)
    const isCurrent = message.epoch === this.#epoch
    switch (message.kind) {
      case 'frame':
        if (isCurrent) this.#listeners.onFrame(message)
        else this.#listeners.onOutrun(message)
        this.#answered(message.epoch)
        return
      case 'audio':
        if (message.epoch === this.#soundEpoch) this.#listeners.onAudio(message)
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
        this.#answered(message.epoch)
    }
  }
}
