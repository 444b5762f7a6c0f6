import { setImmediate } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'

/** How long native calls may follow each other before messages (a cancel, a heartbeat) are heard. */
const usualSliceMs = 40

/** Lets messages in every few milliseconds of work. `pause` throws `cancelled` once the work is given up. */
export type Slices = { pause(): Promise<void> }

export function createSlices(isGivenUp: () => boolean, sliceMs = usualSliceMs): Slices {
  let startedAt = performance.now()
  return {
    async pause() {
      if (performance.now() - startedAt >= sliceMs) {
        await setImmediate()
        startedAt = performance.now()
      }
      if (isGivenUp()) throw appError('cancelled', {})
    },
  }
}
