import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'
import type { PauseGate } from '#main/core/jobs/pause-gate.ts'

/** How long native calls may follow each other before messages (a cancel, a heartbeat) are heard. */
const usualSliceMs = 40

/**
 * Lets messages in every few milliseconds of work and waits while its gate is closed. `pause` throws `cancelled` once the
 * work is given up; whoever gives it up opens the gate. Work that nobody waits for rests for `restMs` each time, so that
 * a processor is free for what somebody looks at.
 */
export type Slices = { pause(): Promise<void> }

export function createSlices(
  isGivenUp: () => boolean,
  sliceMs = usualSliceMs,
  gate: PauseGate | null = null,
  restMs = 0,
): Slices {
  let startedAt = performance.now()
  return {
    async pause() {
      if (performance.now() - startedAt >= sliceMs) {
        await (restMs > 0 ? sleep(restMs) : setImmediate())
        if (gate?.isClosed) await gate.whenOpen()
        startedAt = performance.now()
      }
      if (isGivenUp()) throw appError('cancelled', {})
    },
  }
}
