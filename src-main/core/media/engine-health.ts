import { AppError } from '#shared/messages/app-error.ts'

/** Each try to start what does not load takes longer than the one before (`createProcessHost`); nobody should wait for that. */
const leftAloneMs = 60_000

/** What is known of the full engine on this machine, for all of its processes. */
export type EngineHealth = {
  /** It is not wanted, or did not load a moment ago: the portable engine does the work. */
  readonly isOut: boolean
  noteFailedStart(): void
}

/** `always` leaves the full engine out, for machines on which it does worse. */
export function createEngineHealth(always: boolean, nowMs: () => number = () => performance.now()): EngineHealth {
  let outUntilMs = Number.NEGATIVE_INFINITY
  return {
    get isOut() {
      return always || nowMs() < outUntilMs
    },
    noteFailedStart() {
      outUntilMs = nowMs() + leftAloneMs
    },
  }
}

/** Whether a failure says that the full engine does not load on this machine. One that only takes long to start (`system.process-slow`) does. */
export function isFailedStart(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'system.process-start'
}

/** What the full engine makes, or null where it does not load a second time either, which is noted; a first failure may be chance. */
export async function tryTwice<T>(health: EngineHealth, work: () => Promise<T>): Promise<{ readonly made: T } | null> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      return { made: await work() }
    } catch (thrown) {
      if (!isFailedStart(thrown)) throw thrown
    }
  }
  health.noteFailedStart()
  return null
}
