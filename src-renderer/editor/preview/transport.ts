import type { Ticks } from '#shared/time/ticks.ts'

/** What moves through the lesson: the preview's presenter. */
export type Transport = {
  play(from: Ticks): void
  pause(): void
  /** `exact` asks for the full-size picture of a standing frame; without it only the newest request is answered. */
  seek(instant: Ticks, exact: boolean): void
  /** Shows the lesson as it is now. Resolves when its picture is on screen; null where none has to be waited for. */
  edited(): Promise<void> | null
  close(): void
}
