import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import type { LearnerState } from '#shared/quiz/learner-state.ts'
import { decodeState, encodeState } from '#shared/quiz/state-encoding.ts'
import type { Runtime } from './runtime.ts'

/** Browsers give a page some five million characters; a lesson stays far below. */
const localLimit = 200_000

/** Remembers in this browser only, and does without where that is forbidden (private windows, blocked storage). */
export function createWebRuntime(lesson: PlayerLesson): Runtime {
  const key = `tidbit-lesson:${lesson.id}`
  const storage = openStorage()
  let pending: LearnerState | null = null

  const write = () => {
    if (!pending) return
    try {
      storage?.setItem(key, encodeState(lesson, pending, localLimit))
    } catch (error) {
      // A full storage loses the way back, not the lesson.
      void error
    }
    pending = null
  }

  return {
    stateLimit: localLimit,
    connect: async () => {
      const stored = storage?.getItem(key) ?? null
      return stored === null ? null : decodeState(lesson, stored)
    },
    isConnected: () => true,
    save: (state) => {
      pending = state
    },
    report: () => undefined,
    commit: write,
    returnAddress: () => null,
    finish: write,
  }
}

function openStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
