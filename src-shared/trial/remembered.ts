import { isGraded } from '../quiz/grade.ts'
import { questionState } from '../quiz/learner-state.ts'
import { completionProgress, evaluateOutcome, scorePercent } from '../quiz/outcome.ts'
import { playerLessonVersion, type PlayerLesson } from '../quiz/player-lesson.ts'
import { decodeState } from '../quiz/state-encoding.ts'
import { watchedMs } from '../quiz/watched.ts'
import { nothingKnown, type TrialSummary } from './summarize.ts'

/** What a lesson of our own remembers of a learner, in words that can be shown. */
export type Remembered = {
  readonly positionSeconds: number
  readonly watchedPercent: number
  readonly answers: readonly {
    readonly prompt: string
    readonly graded: boolean
    readonly right: boolean
    readonly attempts: number
  }[]
  readonly summary: TrialSummary
}

/** The lesson in `player/lesson.js` of a package of our own; null where that is something else. */
export function readLessonScript(script: string): PlayerLesson | null {
  const json = /^window\.tidbitLesson = ([\s\S]*);\s*$/.exec(script)?.[1]
  if (json === undefined) return null
  try {
    const lesson: unknown = JSON.parse(json)
    const isOurs = typeof lesson === 'object' && lesson !== null && Reflect.get(lesson, 'version') === playerLessonVersion
    return isOurs ? (lesson as PlayerLesson) : null
  } catch {
    return null
  }
}

/** Null where it cannot be read: the package may be of a stranger who only says that it is ours. */
export function decodeRemembered(lesson: PlayerLesson, encoded: string): Remembered | null {
  try {
    const state = decodeState(lesson, encoded)
    const { score, completed, success } = evaluateOutcome(lesson, state)
    const answers = lesson.questions.flatMap((question) => {
      const { record, attempts } = questionState(state, question.id)
      return record ? [{ prompt: String(question.prompt), graded: isGraded(question), right: record.correct, attempts }] : []
    })
    return {
      positionSeconds: state.positionMs / 1000,
      watchedPercent: Math.round((watchedMs(state.watched) / Math.max(1, lesson.durationMs)) * 100),
      answers,
      summary: {
        ...nothingKnown,
        score: score && { earned: score.earned, possible: score.possible },
        percent: score && scorePercent(score),
        completion: completed ? 'completed' : 'incomplete',
        success,
        progress: completionProgress(lesson, state) * 100,
      },
    }
  } catch {
    return null
  }
}
