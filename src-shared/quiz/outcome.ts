import { questionState, type LearnerState, type QuestionState } from './learner-state.ts'
import type { PlayerLesson, ReportedItem } from './player-lesson.ts'
import { reportedItems } from './self-assessment.ts'
import { hasWatched, watchedMs } from './watched.ts'

export type Score = {
  /** Points. */
  readonly earned: number
  readonly possible: number
}

export type Outcome = {
  /** Null where the lesson scores nothing. */
  readonly score: Score | null
  readonly completed: boolean
  /** Unknown while undecided, and always where there is no pass mark. */
  readonly success: 'unknown' | 'passed' | 'failed'
}

/** Earned points over all scored points; a question without an answer counts 0. */
export function computeScore(lesson: PlayerLesson, state: LearnerState): Score | null {
  const scored = scoredQuestions(lesson)
  if (scored.length === 0) return null
  return {
    earned: sumPoints(scored.map((question) => questionState(state, question.id).record?.earned ?? 0)),
    possible: sumPoints(scored.map((question) => question.points)),
  }
}

function sumPoints(points: readonly number[]): number {
  return Math.round(points.reduce((a, b) => a + b, 0) * 100) / 100
}

/** Questions, and the self-assessment of a challenge. */
export function scoredQuestions(lesson: PlayerLesson): readonly ReportedItem[] {
  return reportedItems(lesson).filter((item) => item.scored && item.points > 0)
}

/** 0 to 100 with two decimals, rounded down, so that a report never shows a pass that is none. */
export function scorePercent(score: Score): number {
  return Math.floor((score.earned / score.possible) * 10_000 + 1e-6) / 100
}

/** The pass mark that applies: null where none is set or nothing is scored. */
export function passMark(lesson: PlayerLesson): number | null {
  return scoredQuestions(lesson).length > 0 ? lesson.completion.minScorePercent : null
}

/**
 * The declared completion rule, the same for every format. All that are set must hold. A rule that asks for nothing
 * is met at the end of the video. Success is decided once everything but the score is met, or as soon as the pass mark
 * is the only demand and is reached. What was reached once is never taken back.
 */
export function evaluateOutcome(lesson: PlayerLesson, state: LearnerState): Outcome {
  const score = computeScore(lesson, state)
  const mark = passMark(lesson)
  const reached = mark !== null && score !== null && scorePercent(score) >= mark
  const demands = demandsBesideScore(lesson, state)
  const met = demands.length > 0 ? demands.every(Boolean) : reached || state.ended || allScoredSettled(lesson, state)
  const passed = state.best === 'passed' || (met && reached)
  const completed = state.best !== 'none' || (demands.length > 0 || mark !== null ? met : state.ended)
  if (mark === null) return { score, completed, success: passed ? 'passed' : 'unknown' }
  return { score, completed, success: passed ? 'passed' : met ? 'failed' : 'unknown' }
}

function demandsBesideScore(lesson: PlayerLesson, state: LearnerState): readonly boolean[] {
  const { watchedPercent, questionsAnswered } = lesson.completion
  const required = reportedItems(lesson).filter((item) => item.required)
  const demands: boolean[] = []
  if (watchedPercent !== null && watchedPercent > 0) demands.push(hasWatched(state.watched, lesson.durationMs, watchedPercent))
  if (questionsAnswered && required.length > 0)
    demands.push(required.every((question) => isAnswerFinal(questionState(state, question.id))))
  return demands
}

/**
 * How far the learner is on the way to completion, 0 to 1 in hundredths: the mean of what the rule asks for beside the score,
 * and of what was watched where it asks for nothing. 1 exactly when completed.
 */
export function completionProgress(lesson: PlayerLesson, state: LearnerState): number {
  if (evaluateOutcome(lesson, state).completed) return 1
  const { watchedPercent, questionsAnswered } = lesson.completion
  const required = reportedItems(lesson).filter((item) => item.required)
  const shares: number[] = []
  if (questionsAnswered && required.length > 0)
    shares.push(required.filter(({ id }) => isAnswerFinal(questionState(state, id))).length / required.length)
  if (shares.length === 0 || (watchedPercent !== null && watchedPercent > 0)) {
    const wantedMs = (lesson.durationMs * (watchedPercent || 100)) / 100
    shares.push(Math.min(1, watchedMs(state.watched) / Math.max(1, wantedMs)))
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return Math.min(0.99, Math.floor(mean * 100) / 100)
}

/** A wrong answer that may still be tried again decides nothing; one of an earlier round does. */
function isAnswerFinal(question: QuestionState): boolean {
  return question.record !== null && (question.settled || question.attempts === 0)
}

function allScoredSettled(lesson: PlayerLesson, state: LearnerState): boolean {
  const scored = scoredQuestions(lesson)
  return scored.length > 0 && scored.every((question) => questionState(state, question.id).settled)
}

/** Writes what was reached into the state, so that it never regresses. */
export function keepBest(lesson: PlayerLesson, state: LearnerState): LearnerState {
  const outcome = evaluateOutcome(lesson, state)
  const best = outcome.success === 'passed' ? 'passed' : outcome.completed ? 'completed' : 'none'
  return best === state.best ? state : { ...state, best }
}

/**
 * The score in per cent that a platform is told, the same in every format; null where there is none to tell. Platforms turn a score below the
 * pass mark into `failed` at every finish, also of a visit that is only interrupted, and some then start afresh: with a pass mark the score
 * waits until success is decided (docs/adr/0401). Once passed it never falls: that would turn the pass into a failure. A visit after the end
 * that answers only part of the questions does not lower the score of the earlier one, which is `toldPercent`.
 */
export function scoreToTell(lesson: PlayerLesson, state: LearnerState, toldPercent: number): number | null {
  const { score, success } = evaluateOutcome(lesson, state)
  const mark = passMark(lesson)
  if (!score || (mark !== null && success === 'unknown')) return null
  const percent = scorePercent(score)
  if (mark !== null && success === 'passed' && percent < Math.max(mark, toldPercent)) return null
  const isWhole = scoredQuestions(lesson).every(({ id }) => state.questions[id]?.record)
  return isWhole || percent >= toldPercent ? percent : null
}
