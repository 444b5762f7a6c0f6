import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/** What the loudspeaker tells of itself. */
export type SoundState = {
  /** The reading of the play clock that is heard now; null before the first sound. */
  readonly heardTicks: Ticks | null
  /** All sound that came was played: the engine is behind, not the loudspeaker. */
  readonly waiting: boolean
}

/** Sound that came and is not played for this long is given up; a wireless headphone may take most of it to wake. */
const patienceMs = 1000
/** A window that was held up has heard no news of the sound meanwhile: one reading counts no more than this. */
const longestReadingMs = 100

/**
 * The play clock: how far it has played. The sound leads; where there is none, or it stops although there is something to
 * play, the window's clock leads until the end, and `isSilent` says so. Never runs backwards.
 */
export class PlayClock {
  #ticks: number
  #readMs: number
  #heardTicks: Ticks | null = null
  #stuckMs = 0
  #silent: boolean
  #rate: number

  /** `rate` is the speed at which it runs without sound; 1 is normal. */
  constructor(fromTicks: Ticks, nowMs: number, { hasSound, rate }: { readonly hasSound: boolean; readonly rate: number }) {
    this.#ticks = fromTicks
    this.#rate = rate
    this.#readMs = nowMs
    this.#silent = !hasSound
  }

  set rate(rate: number) {
    this.#rate = rate
  }

  get isSilent(): boolean {
    return this.#silent
  }

  read(nowMs: number, { heardTicks, waiting }: SoundState): Ticks {
    const elapsedMs = nowMs - this.#readMs
    this.#readMs = nowMs
    if (!this.#silent) {
      if (heardTicks !== null && heardTicks !== this.#heardTicks) {
        this.#heardTicks = heardTicks
        this.#stuckMs = 0
        this.#ticks = Math.max(this.#ticks, heardTicks)
        return ticks(this.#ticks)
      }
      this.#stuckMs = waiting ? 0 : this.#stuckMs + Math.min(elapsedMs, longestReadingMs)
      if (this.#stuckMs < patienceMs) return ticks(Math.round(this.#ticks))
      this.#silent = true
    }
    this.#ticks += (elapsedMs / 1000) * ticksPerSecond * this.#rate
    return ticks(Math.round(this.#ticks))
  }
}
