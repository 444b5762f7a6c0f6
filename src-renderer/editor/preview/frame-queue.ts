import type { Ticks } from '#shared/time/ticks.ts'

type Timed = { readonly playTicks: Ticks }

/** Frames that arrived and were not drawn yet, in playing order. */
export class FrameQueue<Frame extends Timed> {
  #frames: Frame[] = []

  get length(): number {
    return this.#frames.length
  }

  push(frame: Frame): void {
    this.#frames.push(frame)
  }

  /** The newest frame that is due at a reading of the play clock, and the older ones it outran; null while none is due. */
  takeDue(clockTicks: Ticks): { readonly due: Frame; readonly late: readonly Frame[] } | null {
    const next = this.#frames.findIndex((frame) => frame.playTicks > clockTicks)
    const count = next < 0 ? this.#frames.length : next
    const taken = this.#frames.splice(0, count)
    const due = taken.pop()
    return due ? { due, late: taken } : null
  }

  /** Empties the queue. */
  takeAll(): readonly Frame[] {
    const taken = this.#frames
    this.#frames = []
    return taken
  }
}
