import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/**
 * Where the window's play clock has probably got to: it tells with every picture it acknowledges. The engine uses it to leave
 * out pictures that would come too late and to stop working too far ahead. Stands until the window has told something.
 */
export type PlayClock = { hear(clockTicks: Ticks): void; now(): Ticks }

/** A window that tells nothing for longer is waiting for something itself. */
const longestGuessMs = 500

export function createPlayClock(from: Ticks, rate: number, nowMs: () => number = () => performance.now()): PlayClock {
  let told: { readonly at: Ticks; readonly ms: number } | null = null
  return {
    hear(clockTicks) {
      told = { at: clockTicks, ms: nowMs() }
    },
    now() {
      if (!told) return from
      const sinceMs = Math.min(longestGuessMs, nowMs() - told.ms)
      return ticks(told.at + Math.round((sinceMs * rate * ticksPerSecond) / 1000))
    },
  }
}
