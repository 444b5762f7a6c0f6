import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'

/**
 * Where the window has probably got to: it starts its clock with the first picture it acknowledges. The engine only uses
 * it to leave out pictures that would come too late and to stop working too far ahead.
 */
export type PlayClock = { start(): void; now(): Ticks }

export function createPlayClock(from: Ticks, rate: number, nowMs: () => number = () => performance.now()): PlayClock {
  let startedMs: number | null = null
  return {
    start() {
      startedMs ??= nowMs()
    },
    now: () => (startedMs === null ? from : ticks(from + Math.round(((nowMs() - startedMs) * rate * ticksPerSecond) / 1000))),
  }
}
