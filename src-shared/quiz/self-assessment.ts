import { questionState, type LearnerState } from './learner-state.ts'
import type { PlayerChallenge, PlayerLesson, ReportedItem } from './player-lesson.ts'

/** The id under which platforms and the state know it; ids of questions come from their words. */
export const selfAssessmentId = 'tidbit-self-assessment'

/** Codes of criteria and levels are their places, in base 36. */
const codeOf = (index: number): string => index.toString(36)
const mostCodes = 36

/** The rubric as one item that is scored, but neither right nor wrong; null where there is nothing to judge. */
export function selfAssessment(challenge: PlayerChallenge | null): ReportedItem | null {
  const criteria = judgedCriteria(challenge)
  if (!challenge || criteria.length === 0) return null
  const points = sumPoints(criteria.map(({ levels }) => Math.max(0, ...levels.map((level) => level.points))))
  return {
    id: selfAssessmentId,
    type: 'self-assessment',
    atMs: 0,
    prompt: challenge.brief || challenge.hook || criteria.map(({ title }) => title).join(', '),
    hint: '',
    choices: criteria.map(({ title }, index) => ({
      code: codeOf(index),
      text: title,
      image: null,
      correct: false,
      feedback: '',
      match: '',
      region: null,
    })),
    acceptedAnswers: [],
    blanks: [],
    caseSensitive: false,
    typosAllowed: 0,
    showMs: null,
    required: true,
    scored: points > 0,
    points,
    partialCredit: true,
    retries: null,
    shuffle: false,
    feedback: { correct: '', incorrect: '' },
    branch: { correctMs: null, incorrectMs: null },
  }
}

/** Criteria with levels to choose from. */
export function judgedCriteria(challenge: PlayerChallenge | null): PlayerChallenge['rubric'] {
  return (challenge?.rubric ?? []).filter(({ levels }) => levels.length > 0).slice(0, mostCodes)
}

/** All that a lesson asks its learner: its questions, then how they did in the challenge. */
export function reportedItems({ questions, challenge }: Pick<PlayerLesson, 'questions' | 'challenge'>): readonly ReportedItem[] {
  const assessment = selfAssessment(challenge)
  return assessment ? [...questions, assessment] : questions
}

/** The points that learners give themselves; `levels` holds the place of the chosen level of each criterion. */
export function assessedPoints(challenge: PlayerChallenge, levels: readonly (number | null)[]): number {
  return sumPoints(
    judgedCriteria(challenge).map(({ levels: known }, index) => {
      const chosen = levels[index]
      return typeof chosen === 'number' ? (known[chosen]?.points ?? 0) : 0
    }),
  )
}

/** Keeps a whole judgement, one level for each criterion; the last one counts. */
export function recordAssessment(state: LearnerState, challenge: PlayerChallenge, levels: readonly number[]): LearnerState {
  const { attempts } = questionState(state, selfAssessmentId)
  const pairs = levels.map((level, index) => [codeOf(index), codeOf(level)] as const)
  const record = { answer: { kind: 'pairs', pairs }, correct: false, earned: assessedPoints(challenge, levels) } as const
  return {
    ...state,
    questions: { ...state.questions, [selfAssessmentId]: { record, attempts: attempts + 1, settled: true } },
    reportedAnswers: state.reportedAnswers + 1,
  }
}

/** The chosen level of each criterion, null where none was, or where the rubric has changed since. */
export function rememberedLevels(state: LearnerState, challenge: PlayerChallenge): readonly (number | null)[] {
  const answer = questionState(state, selfAssessmentId).record?.answer
  const chosen = new Map(answer?.kind === 'pairs' ? answer.pairs : [])
  return judgedCriteria(challenge).map(({ levels }, index) => {
    const level = Number.parseInt(chosen.get(codeOf(index)) ?? '', mostCodes)
    return level < levels.length ? level : null
  })
}

function sumPoints(points: readonly number[]): number {
  return Math.round(points.reduce((a, b) => a + b, 0) * 100) / 100
}
