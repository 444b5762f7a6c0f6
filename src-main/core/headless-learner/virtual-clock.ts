type Timer = { readonly atMs: number; readonly run: () => void; readonly everyMs: number | null; readonly order: number }

/** A busy page may not keep its learner for ever. */
const mostTimersAtOnce = 200_000

/** Time that passes only when it is told to: a lesson of three minutes takes milliseconds. Instants are milliseconds since 1970. */
export class VirtualClock {
  private now: number
  private readonly startMs: number
  private readonly timers = new Map<number, Timer>()
  private nextId = 1

  constructor(startMs: number) {
    this.startMs = startMs
    this.now = startMs
  }

  /** Milliseconds since 1970. */
  get epochMs(): number {
    return this.now
  }

  /** Milliseconds since the clock began. */
  get elapsedMs(): number {
    return this.now - this.startMs
  }

  after(delayMs: number, run: () => void): number {
    return this.add(delayMs, run, null)
  }

  every(periodMs: number, run: () => void): number {
    return this.add(periodMs, run, Math.max(1, periodMs))
  }

  cancel(id: number): void {
    this.timers.delete(id)
  }

  /** Lets time pass until an instant, or until something is so; everything that falls due happens in order. */
  async pass(durationMs: number, isEnough: () => boolean = () => false): Promise<void> {
    const untilMs = this.now + durationMs
    await settle()
    for (let count = 0; !isEnough(); count += 1) {
      if (count > mostTimersAtOnce) throw new Error('The page keeps itself busy without end.')
      const next = this.findNext()
      if (!next || next[1].atMs > untilMs) {
        this.now = untilMs
        return
      }
      const [id, timer] = next
      this.now = Math.max(this.now, timer.atMs)
      this.timers.delete(id)
      if (timer.everyMs !== null) this.timers.set(id, { ...timer, atMs: this.now + timer.everyMs, order: this.nextId++ })
      timer.run()
      await settle()
    }
  }

  private add(delayMs: number, run: () => void, everyMs: number | null): number {
    const id = this.nextId++
    const delay = Number.isFinite(delayMs) ? Math.max(0, delayMs) : 0
    this.timers.set(id, { atMs: this.now + delay, run, everyMs, order: id })
    return id
  }

  private findNext(): readonly [number, Timer] | null {
    let found: readonly [number, Timer] | null = null
    for (const entry of this.timers) {
      const [, timer] = entry
      if (!found || timer.atMs < found[1].atMs || (timer.atMs === found[1].atMs && timer.order < found[1].order)) found = entry
    }
    return found
  }
}

/** Lets every promise that can be kept be kept. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
