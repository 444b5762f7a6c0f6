import type { QuestionRecord } from './learner-state.ts'
import type { Outcome } from './outcome.ts'
import type { ReportedItem } from './player-lesson.ts'
import {
  cutText,
  readAnswer,
  readRightAnswers,
  readVerdict,
  readWeight,
  reportedKinds,
  type AnswerParts,
  type ReportedKind,
} from './reported-answer.ts'

/** One answer as SCORM 1.2 wants it (RTE 1.2, section 3.4.6: cmi.interactions.n). */
export type Scorm12Interaction = {
  readonly id: string
  readonly type: Exclude<ReportedKind, 'long-fill-in'>
  /** Time of day, HH:MM:SS. */
  readonly time: string
  readonly correctPatterns: readonly string[]
  readonly weighting: string
  readonly response: string
  /** `wrong`, never `incorrect`: that word is SCORM 2004. */
  readonly result: 'correct' | 'wrong' | 'neutral'
  readonly latency: string
}

/** CMIString255 and CMIFeedback hold this many characters. */
const shortStringLimit = 255

type Circumstances = {
  /** Hours, minutes and seconds of the learner's day. */
  readonly timeOfDay: readonly [number, number, number]
  /** From showing the question to checking the answer. */
  readonly latencyMs: number
}

export function toScorm12Interaction(
  question: ReportedItem,
  record: QuestionRecord,
  { timeOfDay, latencyMs }: Circumstances,
): Scorm12Interaction {
  const kind = reportedKinds[question.type]
  const verdict = readVerdict(question, record).kind
  return {
    id: question.id,
    type: kind === 'long-fill-in' ? 'fill-in' : kind,
    time: timeOfDay.map((part) => String(part).padStart(2, '0')).join(':'),
    correctPatterns: readRightAnswers(question).map(write),
    weighting: readWeight(question),
    response: write(readAnswer(question, record.answer)),
    // There is no word for a part, nor for one's own judgement.
    result: verdict === 'right' ? 'correct' : verdict === 'neutral' || question.type === 'self-assessment' ? 'neutral' : 'wrong',
    latency: formatTimespan(latencyMs),
  }
}

function write(parts: AnswerParts): string {
  switch (parts.kind) {
    case 'codes':
      return parts.codes.join(',')
    case 'truth':
      return parts.isTrue ? 't' : 'f'
    case 'texts':
      return cutText(parts.texts.join('; '), shortStringLimit)
    case 'pairs':
      return parts.pairs.map((pair) => pair.join('.')).join(',')
  }
}

/** HHHH:MM:SS.SS, the CMITimespan of SCORM 1.2. */
export function formatTimespan(milliseconds: number): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10))
  const hours = Math.min(9999, Math.floor(hundredths / 360_000))
  return `${pad(hours, 4)}:${pad((hundredths / 6000) % 60, 2)}:${pad((hundredths / 100) % 60, 2)}.${pad(hundredths % 100, 2)}`
}

function pad(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, '0')
}

export type Scorm12Status = 'incomplete' | 'completed' | 'passed' | 'failed'

/** The one status of SCORM 1.2 says both completion and success; success wins where there is a pass mark. */
export function toScorm12Status(outcome: Outcome): Scorm12Status {
  if (outcome.success !== 'unknown') return outcome.success
  return outcome.completed ? 'completed' : 'incomplete'
}
