import { setImmediate } from 'node:timers/promises'
import { appError } from '#shared/messages/app-error.ts'
import type { Slices } from '../slices.ts'

/** A pointer moves; messages are heard this often. */
const sliceMs = 8

/** Like `createSlices`, for work that is given up again and again: `pause` throws `cancelled` while `isStale` says so. */
export function createInterruptibleSlices(isStale: () => boolean): Slices {
  let startedAt = performance.now()
  return {
    async pause() {
      if (performance.now() - startedAt >= sliceMs) {
        await setImmediate()
        startedAt = performance.now()
      }
      if (isStale()) throw appError('cancelled', {})
    },
  }
}
