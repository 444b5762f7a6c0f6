import type { Answer } from '#shared/quiz/grade.ts'
import type { QuestionRecord } from '#shared/quiz/learner-state.ts'
import type { PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { PlainKey, Translator } from '../../text.ts'
import type { LessonLanguage } from '../lesson-text.ts'

/** What every way of answering is made from. */
export type AnswerSetting = {
  readonly question: PlayerQuestion
  readonly language: LessonLanguage
  readonly translator: Translator
  /** Id of the element that says what is asked. */
  readonly labelledBy: string
  /** Bytes of a written answer that the platform is sure to keep. */
  readonly textRoom: number
  /** What was answered before, where the learner tries again. */
  readonly before: Answer | null
  readonly onChange: () => void
  readonly announce: (...words: readonly (Node | string)[]) => void
}

/** One way of answering: what is shown between the prompt and the buttons. */
export type AnswerArea = {
  readonly nodes: readonly Node[]
  /** Lies over the whole picture, which then stays uncovered. */
  readonly layer?: HTMLElement
  /** Whether the first control opens a keyboard on a touch screen. */
  readonly isTyped: boolean
  /** The answer, or what to say where there is none yet. */
  readonly read: () => Answer | PlainKey
  /** Goes to the first control, or to the first that still wants something. */
  readonly focus: () => void
  /** Picks the n-th choice, counted from 0, where there are choices to pick. */
  readonly pick?: (index: number) => void
  /** Shows what was right of it; `settled` once nothing is left to try. Nothing can be changed any more. */
  readonly reveal: (record: QuestionRecord, settled: boolean) => void
  /** Brings what was chosen, with its feedback, into view. */
  readonly showChosen?: () => void
  /** Feedback on parts of the answer, as shown. */
  readonly notes: () => readonly Node[]
}
