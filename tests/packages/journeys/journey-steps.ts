import type { GivenAnswer, JourneyStep, PlatformResult } from '#shared/journey/journey.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

export type TableRow = {
  readonly name: string
  readonly lesson: LessonDocument
  readonly steps: readonly JourneyStep[]
  readonly expect: PlatformResult
  /** Also gone through in Chromium, whose film and clock are real, as SCORM 1.2 and as SCORM 2004. */
  readonly inChromium?: true
}

export const play: JourneyStep = { do: 'play' }
export const watch: JourneyStep = { do: 'watch' }
export const leave: JourneyStep = { do: 'leave' }
export const close: JourneyStep = { do: 'close' }
export const comeBack: JourneyStep = { do: 'return' }
export const reload: JourneyStep = { do: 'return', launch: 'same' }
export const loseNetwork: JourneyStep = { do: 'lose-network' }
export const regainNetwork: JourneyStep = { do: 'regain-network' }

export const watchTo = (to: number): JourneyStep => ({ do: 'watch', to })
export const seek = (to: number): JourneyStep => ({ do: 'seek', to })
export const answer = (given: GivenAnswer, next: 'continue' | 'retry' | 'wait' = 'continue'): JourneyStep => ({
  do: 'answer',
  with: given,
  next,
})
/** Watches to each next question and answers it. */
export const answerAll = (...given: readonly GivenAnswer[]): readonly JourneyStep[] =>
  given.flatMap((each) => [watch, answer(each)])

export const allRight = answerAll('right', 'right', 'right', 'right')
export const result = (
  score: number | null,
  completed: boolean,
  success: PlatformResult['success'] = 'unknown',
): PlatformResult => ({
  score,
  completed,
  success,
})

export const answered = { questionsAnswered: true } as const
export const answeredAnd = (minScorePercent: number) => ({ ...answered, minScorePercent })
