import { setImmediate } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'

/** How long native calls may follow each other before messages (a cancel, a heartbeat) are heard. */
const sliceMs = 40

/** Lets messages in every few milliseconds of work. `pause` throws `cancelled` once the signal is aborted. */
export type Slices = { pause(): Promise<void> }

export function createSlices(signal: AbortSignal): Slices {
  let startedAt = performance.now()
  return {
    async pause() {
      if (performance.now() - startedAt >= sliceMs) {
        await setImmediate()
        startedAt = performance.now()
      }
      if (signal.aborted) throw appError('cancelled', {})
    },
  }
}
