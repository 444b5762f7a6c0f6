import type { LearnerState, QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { ReportedItem } from '#shared/quiz/player-lesson.ts'
import type { FilmEvent, FilmSetting } from '#shared/quiz/xapi-film.ts'

/**
 * Where the learner's work goes. Nothing here ever throws: a platform that is missing, late or broken must not stop the
 * lesson.
 */
export type Runtime = {
  /** Characters of a state that it keeps. */
  readonly stateLimit: number
  /**
   * What is remembered of earlier visits, or null. `onLate` is called at most once, when the platform appears only
   * after this answered.
   */
  readonly connect: (onLate: (remembered: LearnerState | null) => void) => Promise<LearnerState | null>
  /** False once it is certain that nothing is kept for now. */
  readonly isConnected: () => boolean
  /** Hands over the present state, many times a second; `commit` makes it last. */
  readonly save: (state: LearnerState) => void
  readonly report: (item: ReportedItem, record: QuestionRecord, latencyMs: number) => void
  /** What happens to the film, for platforms that want to know. */
  readonly film: (event: FilmEvent, setting: FilmSetting) => void
  readonly commit: () => void
  /** Where a learner goes who leaves; null where the platform named no place. */
  readonly returnAddress: () => string | null
  /** The page is leaving. Only the first call counts. */
  readonly finish: () => void
}
