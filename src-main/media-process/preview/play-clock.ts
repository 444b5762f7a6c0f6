import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/**
 * Where the window's play clock has probably got to: it tells with every picture it acknowledges. The engine uses it to leave
 * out pictures that would come too late and to stop working too far ahead. Stands until the window has told something.
 */
export type PlayClock = {
  /** `dueTicks`: when the picture should have been on screen that was so at `clockTicks`. */
  hear(clockTicks: Ticks, dueTicks: Ticks): void
  now(): Ticks
  /** By how much pictures come late, lately. */
  readonly lateTicks: number
}

/** A window that tells nothing for longer is waiting for something itself. */
const longestGuessMs = 500
/** How much the last picture counts. */
const lateWeight = 0.2

export function createPlayClock(from: Ticks, rate: number, nowMs: () => number = () => performance.now()): PlayClock {
  let told: { readonly at: Ticks; readonly ms: number } | null = null
  let lateTicks = 0
  return {
    hear(clockTicks, dueTicks) {
      told = { at: clockTicks, ms: nowMs() }
      lateTicks += (Math.max(0, clockTicks - dueTicks) - lateTicks) * lateWeight
    },
    get lateTicks() {
      return lateTicks
    },
    now() {
      if (!told) return from
      const sinceMs = Math.min(longestGuessMs, nowMs() - told.ms)
      return ticks(told.at + Math.round((sinceMs * rate * ticksPerSecond) / 1000))
    },
  }
}
