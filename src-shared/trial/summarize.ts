import { readDuration } from './explain-call.ts'
import { isAboutFilm, type ExplainedStatement } from './explain-statement.ts'

/** What a platform knows of a learner; null where the lesson did not say. */
export type TrialSummary = {
  readonly score: { readonly earned: number; readonly possible: number } | null
  /** Per cent. */
  readonly percent: number | null
  readonly completion: 'unknown' | 'incomplete' | 'completed'
  readonly success: 'unknown' | 'passed' | 'failed'
  /** Per cent. */
  readonly progress: number | null
  readonly seconds: number | null
}

export const nothingKnown: TrialSummary = {
  score: null,
  percent: null,
  completion: 'unknown',
  success: 'unknown',
  progress: null,
  seconds: null,
}

type Values = Readonly<Record<string, string>>

const numberOf = (value: string | undefined): number | null =>
  value === undefined || value.trim() === '' || !Number.isFinite(Number(value)) ? null : Number(value)

const successOf = (value: string | undefined): TrialSummary['success'] =>
  value === 'passed' || value === 'failed' ? value : 'unknown'

/** From the values of the data model of SCORM 1.2, in which passed and failed are complete as well (3.4.7). */
export function summarizeScorm12(values: Values): TrialSummary {
  const status = values['cmi.core.lesson_status']
  const raw = numberOf(values['cmi.core.score.raw'])
  const max = numberOf(values['cmi.core.score.max']) ?? 100
  const isComplete = status === 'completed' || status === 'passed' || status === 'failed'
  return {
    ...nothingKnown,
    score: raw === null ? null : { earned: raw, possible: max },
    percent: raw === null || max <= 0 ? null : (raw / max) * 100,
    completion: isComplete ? 'completed' : status === 'incomplete' || status === 'browsed' ? 'incomplete' : 'unknown',
    success: successOf(status),
    seconds: secondsOf(values['cmi.core.session_time']),
  }
}

export function summarizeScorm2004(values: Values): TrialSummary {
  const [raw, scaled] = [numberOf(values['cmi.score.raw']), numberOf(values['cmi.score.scaled'])]
  const max = numberOf(values['cmi.score.max'])
  const progress = numberOf(values['cmi.progress_measure'])
  const completion = values['cmi.completion_status']
  return {
    score: raw === null || max === null ? null : { earned: raw, possible: max },
    percent: scaled === null ? null : scaled * 100,
    completion: completion === 'completed' || completion === 'incomplete' ? completion : 'unknown',
    success: successOf(values['cmi.success_status']),
    progress: progress === null ? null : progress * 100,
    seconds: secondsOf(values['cmi.session_time']),
  }
}

const secondsOf = (value: string | undefined): number | null => (value === undefined ? null : readDuration(value))

type Loose = Readonly<Record<string, unknown>>
const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})

/** From the statements of one registration: cmi5 (9.3) has a verb for each. */
export function summarizeStatements(statements: readonly ExplainedStatement[]): TrialSummary {
  return statements.reduce<TrialSummary>((known, statement) => {
    // The film of a lesson is begun and completed, too.
    if (isAboutFilm(statement)) return known
    const verb = statement.verb.id.split('/').at(-1)
    const result = asObject(statement['result'])
    const isAbout = verb === 'passed' || verb === 'failed' || verb === 'completed' || verb === 'scored'
    const { scaled, raw, max } = asObject(result['score'])
    const counts = isAbout && typeof scaled === 'number'
    return {
      ...known,
      completion: verb === 'completed' ? 'completed' : known.completion === 'unknown' ? 'incomplete' : known.completion,
      success: verb === 'passed' || (verb === 'failed' && known.success !== 'passed') ? verb : known.success,
      percent: counts ? scaled * 100 : known.percent,
      score: counts && typeof raw === 'number' && typeof max === 'number' ? { earned: raw, possible: max } : known.score,
      seconds: verb === 'terminated' && typeof result['duration'] === 'string' ? readDuration(result['duration']) : known.seconds,
    }
  }, nothingKnown)
}

/** From the statements of H5P: those of the whole content decide, which is inside no other; a score is handed in, not passed or failed. */
export function summarizeH5p(statements: readonly ExplainedStatement[]): TrialSummary {
  return statements.reduce<TrialSummary>((known, statement) => {
    if (asObject(asObject(statement['context'])['contextActivities'])['parent'] !== undefined) return known
    const verb = statement.verb.id.split('/').at(-1)
    const result = asObject(statement['result'])
    const { raw, max, scaled } = asObject(result['score'])
    const ends = verb === 'completed' || verb === 'answered'
    const score = ends && typeof raw === 'number' && typeof max === 'number' ? { earned: raw, possible: max } : known.score
    return {
      ...known,
      score,
      percent: ends && typeof scaled === 'number' ? scaled * 100 : known.percent,
      completion: ends ? 'completed' : known.completion === 'unknown' ? 'incomplete' : known.completion,
      success: ends && typeof result['success'] === 'boolean' ? (result['success'] ? 'passed' : 'failed') : known.success,
      seconds: typeof result['duration'] === 'string' ? readDuration(result['duration']) : known.seconds,
    }
  }, nothingKnown)
}
