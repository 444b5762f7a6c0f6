import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import type { LearnerState } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, scoreToTell } from '#shared/quiz/outcome.ts'
import { decodeState, encodeState } from '#shared/quiz/state-encoding.ts'
import type { Runtime } from './runtime.ts'

/** Browsers give a page some five million characters; a lesson stays far below. */
const localLimit = 200_000

/** What a page around the lesson can read of it. Score in per cent; null where there is none yet. */
type WebResult = { readonly score: number | null; readonly completed: boolean; readonly success: 'unknown' | 'passed' | 'failed' }

/** Remembers in this browser only, and does without where that is forbidden (private windows, blocked storage). */
export function createWebRuntime(lesson: PlayerLesson): Runtime {
  const key = `tidbit-lesson:${lesson.id}`
  const resultKey = `tidbit-result:${lesson.id}`
  const storage = openStorage()
  let pending: LearnerState | null = null

  const resultOf = (state: LearnerState): WebResult => {
    const { completed, success } = evaluateOutcome(lesson, state)
    const before = readScore(storage?.getItem(resultKey) ?? null)
    return { score: scoreToTell(lesson, state, before ?? 0) ?? before, completed, success }
  }

  const write = () => {
    if (!pending) return
    try {
      storage?.setItem(key, encodeState(lesson, pending, localLimit))
      const result = JSON.stringify(resultOf(pending))
      if (storage?.getItem(resultKey) !== result) storage?.setItem(resultKey, result)
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
    film: () => undefined,
    commit: write,
    returnAddress: () => null,
    finish: write,
  }
}

function readScore(stored: string | null): number | null {
  try {
    const score: unknown = Reflect.get(Object(JSON.parse(stored ?? 'null')), 'score')
    return typeof score === 'number' ? score : null
  } catch {
    return null
  }
}

function openStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
