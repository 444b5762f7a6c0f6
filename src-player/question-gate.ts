import { firstBarrier, questionState, type LearnerState } from '#shared/quiz/learner-state.ts'
import type { PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'

/** Encoders and browsers disagree about the last frame by this much. */
const endToleranceMs = 300

/** The question that stops playing on the way from one instant to the next: `(from, to]`. */
export function questionReached(lesson: PlayerLesson, state: LearnerState, fromMs: number, toMs: number): PlayerQuestion | null {
  return (
    lesson.questions.find((question) => {
      const stopMs = stopInstant(question)
      return stopMs !== null && stopMs > fromMs && stopMs <= toMs && !questionState(state, question.id).settled
    }) ?? null
  )
}

/** A question that does not pause stops the video only if it is required and its time ran out. */
function stopInstant(question: PlayerQuestion): number | null {
  if (question.showMs === null) return question.atMs
  return question.required ? question.atMs + question.showMs : null
}

/** The question that invites without stopping at an instant. */
export function questionOffered(lesson: PlayerLesson, state: LearnerState, atMs: number): PlayerQuestion | null {
  return (
    lesson.questions.find(
      ({ id, atMs: startMs, showMs }) =>
        showMs !== null && atMs >= startMs && atMs < startMs + showMs && !questionState(state, id).settled,
    ) ?? null
  )
}

/** What still has to be asked when the video is over: everything required, and what stands at the very end. */
export function questionAtEnd(lesson: PlayerLesson, state: LearnerState, videoDurationMs: number): PlayerQuestion | null {
  const end = Math.min(lesson.durationMs, videoDurationMs) - endToleranceMs
  return (
    lesson.questions.find(
      (question) =>
        (question.required || (question.showMs === null && question.atMs >= end)) && !questionState(state, question.id).settled,
    ) ?? null
  )
}

/** Where a jump really goes: never past a required question without an answer. */
export function limitSeek(
  lesson: PlayerLesson,
  state: LearnerState,
  fromMs: number,
  toMs: number,
): { readonly toMs: number; readonly stop: PlayerQuestion | null } {
  const barrier = toMs > fromMs ? firstBarrier(lesson, state, fromMs, toMs) : null
  return barrier ? { toMs: barrier.atMs, stop: barrier } : { toMs, stop: null }
}
