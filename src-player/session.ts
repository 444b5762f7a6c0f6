import type { Answer } from '#shared/quiz/grade.ts'
import {
  freshState,
  type ChallengeProgress,
  mergeStates,
  questionState,
  recordAnswer,
  recordWatched,
  settleQuestion,
  startNewRound,
  type LearnerState,
  type QuestionState,
} from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, keepBest, type Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import { recordAssessment, selfAssessment, selfAssessmentId } from '#shared/quiz/self-assessment.ts'
import { freeTextBudget } from '#shared/quiz/state-encoding.ts'
import type { Stretch } from '#shared/quiz/watched.ts'
import type { FilmEvent, FilmSetting } from '#shared/quiz/xapi-film.ts'
import type { Runtime } from './runtime/runtime.ts'

/** A reflection is a few sentences, however much a platform keeps. */
const longestTextBytes = 1000

/** One learner's visit: the only place that changes the state, and hands every change to the runtime. */
export class LessonSession {
  readonly lesson: PlayerLesson
  private readonly runtime: Runtime
  private current: LearnerState = freshState
  private begun = false

  constructor(lesson: PlayerLesson, runtime: Runtime) {
    this.lesson = lesson
    this.runtime = runtime
  }

  get state(): LearnerState {
    return this.current
  }

  get outcome(): Outcome {
    return evaluateOutcome(this.lesson, this.current)
  }

  question(id: string): QuestionState {
    return questionState(this.current, id)
  }

  /** Bytes of a written answer that are sure to be kept. */
  get textRoom(): number {
    return Math.min(longestTextBytes, freeTextBudget(this.lesson, this.runtime.stateLimit))
  }

  isConnected(): boolean {
    return this.runtime.isConnected()
  }

  /** Reads what is remembered; calls back when a late platform changed the state afterwards. */
  async connect(onLate: () => void): Promise<void> {
    const remembered = await this.runtime.connect((late) => {
      if (late) this.recall(late)
      this.keep(this.current)
      if (this.begun) this.runtime.commit()
      onLate()
    })
    if (remembered) this.recall(remembered)
  }

  /** A learner may be quicker than the platform. */
  private recall(remembered: LearnerState): void {
    this.current = this.begun ? mergeStates(remembered, this.current) : remembered
  }

  /** Whether the learner has done anything yet. */
  get hasBegun(): boolean {
    return this.begun
  }

  begin(): void {
    this.begun = true
  }

  /** Grades, reports and commits at once: an answer must survive a closed window. */
  answer(question: PlayerQuestion, answer: Answer, latencyMs: number): QuestionState {
    this.keep(recordAnswer(this.current, question, answer))
    const after = this.question(question.id)
    if (after.record) this.runtime.report(question, after.record, latencyMs)
    this.runtime.commit()
    return after
  }

  /** How learners judge what they did: one level for each criterion. Reported and committed like an answer. */
  assess(levels: readonly number[], tookMs: number): void {
    const { challenge } = this.lesson
    const item = selfAssessment(challenge)
    if (!challenge || !item) return
    this.keep(recordAssessment(this.current, challenge, levels))
    const { record } = this.question(selfAssessmentId)
    if (record) this.runtime.report(item, record, tookMs)
    this.runtime.commit()
  }

  keepChallenge(challenge: ChallengeProgress): void {
    this.keep({ ...this.current, challenge })
  }

  goOn(questionId: string): void {
    if (this.question(questionId).settled) return
    this.keep(settleQuestion(this.current, questionId))
    this.runtime.commit()
  }

  watch(stretch: Stretch): void {
    this.keep(recordWatched(this.current, stretch))
  }

  /** What the learner does with the film, for platforms that want to know. */
  tellFilm(event: FilmEvent, setting: FilmSetting): void {
    this.runtime.film(event, setting)
  }

  moveTo(positionMs: number): void {
    this.keep({ ...this.current, positionMs })
  }

  end(): void {
    this.keep({ ...this.current, ended: true })
    this.runtime.commit()
  }

  startNewRound(): void {
    this.keep(startNewRound(this.current))
    this.runtime.commit()
  }

  commit(): void {
    this.runtime.commit()
  }

  /** Says goodbye and goes back to where the platform wants its learner; null where it did not say. */
  get leave(): (() => void) | null {
    const address = this.runtime.returnAddress()
    if (address === null) return null
    return () => {
      this.runtime.finish()
      window.location.assign(address)
    }
  }

  finish(): void {
    this.runtime.finish()
  }

  private keep(next: LearnerState): void {
    this.current = keepBest(this.lesson, next)
    this.runtime.save(this.current)
  }
}
