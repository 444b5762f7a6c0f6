import type { LearnerState, QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson, ReportedItem } from '#shared/quiz/player-lesson.ts'
import type { ScormApiNames } from './scorm-api.ts'

/** Elements and their values, in the order to set them. */
export type ScormValues = readonly (readonly [name: string, value: string])[]

export type AnswerCircumstances = {
  readonly answeredAt: Date
  /** From showing the question to checking the answer. */
  readonly latencyMs: number
}

/** What differs between the editions of SCORM: names, vocabularies and forms of values. Pure. */
export type ScormEdition = {
  readonly api: ScormApiNames
  /** Characters of `state` that a platform keeps. */
  readonly stateLimit: number
  readonly elements: {
    readonly mode: string
    readonly rawScore: string
    readonly state: string
    readonly location: string
    readonly exit: string
    readonly sessionTime: string
  }
  /** What was reached on earlier visits, by the platform's own statuses; `isNew` where there was none. */
  readonly readStatus: (get: (name: string) => string) => { readonly isNew: boolean; readonly best: LearnerState['best'] }
  /** Of a visit that just began. */
  readonly firstValues: ScormValues
  /** `percent` is 0 to 100. */
  readonly scoreValues: (percent: number) => ScormValues
  readonly outcomeValues: (lesson: PlayerLesson, state: LearnerState, outcome: Outcome) => ScormValues
  /** What to say on leaving; `over` where nothing is left to do. */
  readonly exit: (over: boolean) => string
  readonly timespan: (milliseconds: number) => string
  /** The parts of one interaction, by their names behind `cmi.interactions.n.`. */
  readonly interactionValues: (question: ReportedItem, record: QuestionRecord, circumstances: AnswerCircumstances) => ScormValues
}
