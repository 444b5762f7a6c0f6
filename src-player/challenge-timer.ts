/** So much further the clock of the day must be for the device to have slept. */
const leastSleepMs = 1000

const readClocks = () => ({ wallMs: Date.now(), runningMs: performance.now() })

/** Counts how long a learner works at a challenge, also while its page is closed and while the device sleeps. Times in milliseconds. */
export class ChallengeTimer {
  private keptMs: number
  private since: ReturnType<typeof readClocks> | null = null
  /** Whether nobody may have seen the page since then: a device that sleeps hides it first. */
  private wasHidden = false
  private ticking: ReturnType<typeof setInterval> | null = null
  private readonly limitMs: number
  private readonly onTick: (timer: ChallengeTimer) => void

  constructor(keptMs: number, limitMs: number, onTick: (timer: ChallengeTimer) => void) {
    this.keptMs = Math.min(keptMs, limitMs)
    this.limitMs = limitMs
    this.onTick = onTick
  }

  get elapsedMs(): number {
    return Math.min(this.limitMs, this.keptMs + this.sinceStartMs())
  }

  get leftMs(): number {
    return this.limitMs - this.elapsedMs
  }

  get isRunning(): boolean {
    return this.since !== null
  }

  /** Starts, stops, or goes on. */
  toggle(): void {
    if (this.isRunning) this.stop()
    else if (this.leftMs > 0) {
      this.since = readClocks()
      this.wasHidden = document.hidden
      this.ticking = setInterval(() => this.tick(), 250)
      document.addEventListener('visibilitychange', this.keep)
    }
    this.onTick(this)
  }

  reset(): void {
    this.stop()
    this.keptMs = 0
    this.onTick(this)
  }

  /**
   * The running clock counts. It rests on some devices while they sleep: what the clock of the day went further meanwhile is added, but
   * not while the page is seen, when somebody sets that clock.
   */
  private sinceStartMs(): number {
    if (this.since === null) return 0
    const now = readClocks()
    const runningMs = now.runningMs - this.since.runningMs
    const asleepMs = now.wallMs - this.since.wallMs - runningMs
    return this.wasHidden && asleepMs >= leastSleepMs ? runningMs + asleepMs : runningMs
  }

  private readonly keep = (): void => {
    if (this.since === null) return
    this.keptMs = this.elapsedMs
    this.since = readClocks()
    this.wasHidden = document.hidden
  }

  private tick(): void {
    this.keep()
    if (this.leftMs <= 0) this.stop()
    this.onTick(this)
  }

  private stop(): void {
    this.keptMs = this.elapsedMs
    this.since = null
    document.removeEventListener('visibilitychange', this.keep)
    if (this.ticking !== null) clearInterval(this.ticking)
    this.ticking = null
  }
}
