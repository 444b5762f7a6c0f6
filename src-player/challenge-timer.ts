/** Counts how long a learner works at a challenge, also while its page is closed. Times in milliseconds. */
export class ChallengeTimer {
  private keptMs: number
  private sinceMs: number | null = null
  private ticking: ReturnType<typeof setInterval> | null = null
  private readonly limitMs: number
  private readonly onTick: (timer: ChallengeTimer) => void

  constructor(keptMs: number, limitMs: number, onTick: (timer: ChallengeTimer) => void) {
    this.keptMs = Math.min(keptMs, limitMs)
    this.limitMs = limitMs
    this.onTick = onTick
  }

  get elapsedMs(): number {
    const running = this.sinceMs === null ? 0 : performance.now() - this.sinceMs
    return Math.min(this.limitMs, this.keptMs + running)
  }

  get leftMs(): number {
    return this.limitMs - this.elapsedMs
  }

  get isRunning(): boolean {
    return this.sinceMs !== null
  }

  /** Starts, stops, or goes on. */
  toggle(): void {
    if (this.isRunning) this.stop()
    else if (this.leftMs > 0) {
      this.sinceMs = performance.now()
      this.ticking = setInterval(() => this.tick(), 250)
    }
    this.onTick(this)
  }

  reset(): void {
    this.stop()
    this.keptMs = 0
    this.onTick(this)
  }

  private tick(): void {
    if (this.leftMs <= 0) this.stop()
    this.onTick(this)
  }

  private stop(): void {
    this.keptMs = this.elapsedMs
    this.sinceMs = null
    if (this.ticking !== null) clearInterval(this.ticking)
    this.ticking = null
  }
}
