/** Measures without the pauses; the clock is given, so that it can be tested. */
export class Stopwatch {
  readonly #nowMs: () => number
  #measuredMs = 0
  #runningSinceMs: number | null = null

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
  }

  get elapsedMs(): number {
    return this.#measuredMs + (this.#runningSinceMs === null ? 0 : this.#nowMs() - this.#runningSinceMs)
  }

  start(): void {
    this.#runningSinceMs ??= this.#nowMs()
  }

  pause(): void {
    this.#measuredMs = this.elapsedMs
    this.#runningSinceMs = null
  }

  reset(): void {
    this.#measuredMs = 0
    this.#runningSinceMs = null
  }
}
