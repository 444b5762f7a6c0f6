import { gradeAnswer, type Answer } from './grade.ts'
import type { PlayerLesson, PlayerQuestion } from './player-lesson.ts'
import { sorted } from './sorted.ts'
import { addStretch, type Stretch } from './watched.ts'

/** What a learner did with one question. The last graded attempt counts, also across rounds. */
export type QuestionRecord = {
  readonly answer: Answer
  readonly correct: boolean
  /** Points. */
  readonly earned: number
}

export type QuestionState = {
  readonly record: QuestionRecord | null
  /** Graded attempts of this round. */
  readonly attempts: number
  /** The lesson no longer stops here in this round: right, out of attempts, or the learner went on. */
  readonly settled: boolean
}

/** Everything that is remembered of a learner between visits. */
export type LearnerState = {
  readonly positionMs: number
  readonly watched: readonly Stretch[]
  /** The video was seen to its end once. */
  readonly ended: boolean
  /** The best status ever reached; it never goes down. */
  readonly best: 'none' | 'completed' | 'passed'
  /** By question id. */
  readonly questions: Readonly<Record<string, QuestionState>>
  /** Answers reported so far: the index of the next interaction where the platform does not count. */
  readonly reportedAnswers: number
  readonly challenge: ChallengeProgress
}

/** What helps a learner at a challenge; nothing of it counts. */
export type ChallengeProgress = {
  /** Places of the steps that are ticked, in order. */
  readonly stepsDone: readonly number[]
  /** How long the timer ran. */
  readonly timerMs: number
}

export const untouchedQuestion: QuestionState = { record: null, attempts: 0, settled: false }

export const freshState: LearnerState = {
  positionMs: 0,
  watched: [],
  ended: false,
  best: 'none',
  questions: {},
  reportedAnswers: 0,
  challenge: { stepsDone: [], timerMs: 0 },
}

export function questionState(state: LearnerState, questionId: string): QuestionState {
  return state.questions[questionId] ?? untouchedQuestion
}

/** Infinity where the author sets no limit. */
export function attemptsLeft(question: PlayerQuestion, state: QuestionState): number {
  if (state.record?.correct && state.attempts > 0) return 0
  return question.retries === null ? Number.POSITIVE_INFINITY : Math.max(0, question.retries + 1 - state.attempts)
}

/** Grades an answer and keeps it as the one that counts. Settles the question when it is right or no attempt is left. */
export function recordAnswer(state: LearnerState, question: PlayerQuestion, answer: Answer): LearnerState {
  const before = questionState(state, question.id)
  const record = { answer, ...gradeAnswer(question, answer) }
  const after = { record, attempts: before.attempts + 1, settled: false }
  const settled = before.settled || attemptsLeft(question, after) === 0
  return {
    ...state,
    questions: { ...state.questions, [question.id]: { ...after, settled } },
    reportedAnswers: state.reportedAnswers + 1,
  }
}

/** The learner goes on: after a wrong answer with attempts left, or past an optional question. */
export function settleQuestion(state: LearnerState, questionId: string): LearnerState {
  const before = questionState(state, questionId)
  return { ...state, questions: { ...state.questions, [questionId]: { ...before, settled: true } } }
}

/** A new round: every question is asked again; earlier answers count until they are answered anew. */
export function startNewRound(state: LearnerState): LearnerState {
  const questions = Object.fromEntries(
    Object.entries(state.questions).map(([id, question]) => [id, { ...question, attempts: 0, settled: false }]),
  )
  return { ...state, positionMs: 0, questions }
}

export function recordWatched(state: LearnerState, stretch: Stretch): LearnerState {
  return { ...state, watched: addStretch(state.watched, stretch), positionMs: stretch.endMs }
}

/** Joins what the platform remembers with what happened before it could be reached; the present visit wins. */
export function mergeStates(remembered: LearnerState, present: LearnerState): LearnerState {
  const rank = { none: 0, completed: 1, passed: 2 }
  return {
    positionMs: present.positionMs > 0 ? present.positionMs : remembered.positionMs,
    watched: present.watched.reduce(addStretch, remembered.watched),
    ended: remembered.ended || present.ended,
    best: rank[present.best] >= rank[remembered.best] ? present.best : remembered.best,
    questions: { ...remembered.questions, ...present.questions },
    reportedAnswers: remembered.reportedAnswers + present.reportedAnswers,
    challenge: {
      stepsDone: sorted([...new Set([...remembered.challenge.stepsDone, ...present.challenge.stepsDone])], (a, b) => a - b),
      timerMs: Math.max(remembered.challenge.timerMs, present.challenge.timerMs),
    },
  }
}

/**
 * The question the learner may not pass on the way from one instant to a later one, nor reach unasked where it stops the
 * video. One that only invites is reached freely: it stops the video when its time runs out.
 */
export function firstBarrier(lesson: PlayerLesson, state: LearnerState, fromMs: number, toMs: number): PlayerQuestion | null {
  return (
    lesson.questions.find(({ id, required, atMs, showMs }) => {
      const onTheWay = atMs >= fromMs && (atMs < toMs || (atMs === toMs && showMs === null))
      return required && onTheWay && !questionState(state, id).settled
    }) ?? null
  )
}
