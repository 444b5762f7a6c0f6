import type { QuestionRecord } from './learner-state.ts'
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

/** One answer as SCORM 2004 wants it (4th Edition RTE, 4.2.9: cmi.interactions.n). */
export type Scorm2004Interaction = {
  readonly id: string
  readonly type: ReportedKind
  /** In UTC, with hundredths: more are not allowed, and some platforms take a zone only behind them. */
  readonly timestamp: string
  /** The question in the lesson's language. */
  readonly description: string
  readonly correctPatterns: readonly string[]
  readonly weighting: string
  readonly response: string
  /** A part that was right is told as its share, between 0 and 1. */
  readonly result: string
  readonly latency: string
}

type Circumstances = {
  readonly answeredAt: Date
  readonly latencyMs: number
  /** BCP 47, of the lesson. */
  readonly language: string
}

/** Characters that platforms keep at least: localized_string_type, a fill-in, a long fill-in. */
const limits = { description: 250, fillIn: 250, longFillIn: 4000 } as const

export function toScorm2004Interaction(
  question: ReportedItem,
  record: QuestionRecord,
  { answeredAt, latencyMs, language }: Circumstances,
): Scorm2004Interaction {
  return {
    id: question.id,
    type: reportedKinds[question.type],
    timestamp: `${answeredAt.toISOString().slice(0, 22)}Z`,
    description: `{lang=${language}}${cutText(clean(question.prompt), limits.description)}`,
    correctPatterns: writeRightAnswers(question),
    weighting: readWeight(question),
    response: writeAnswer(question, record),
    result: toResult(question, record),
    latency: formatDuration(latencyMs),
  }
}

function toResult(question: ReportedItem, record: QuestionRecord): string {
  const verdict = readVerdict(question, record)
  if (verdict.kind === 'part') return String(Math.round(verdict.share * 100) / 100)
  return { neutral: 'neutral', right: 'correct', wrong: 'incorrect' }[verdict.kind]
}

/** An answer as SCORM 2004 and xAPI write it. */
export function writeAnswer(question: ReportedItem, { answer }: QuestionRecord): string {
  return write(readAnswer(question, answer), reportedKinds[question.type] === 'long-fill-in' ? limits.longFillIn : limits.fillIn)
}

/** What would be right as SCORM 2004 and xAPI write it; words with the settings that say how they are compared. */
export function writeRightAnswers(question: ReportedItem): readonly string[] {
  return readRightAnswers(question).map((parts) => settingsOf(question, parts) + write(parts, limits.fillIn))
}

function settingsOf({ caseSensitive }: ReportedItem, parts: AnswerParts): string {
  if (parts.kind !== 'texts') return ''
  return `{case_matters=${String(caseSensitive)}}${parts.texts.length > 1 ? '{order_matters=true}' : ''}`
}

function write(parts: AnswerParts, textLimit: number): string {
  switch (parts.kind) {
    case 'codes':
      return parts.codes.join('[,]')
    case 'truth':
      return String(parts.isTrue)
    case 'texts': {
      const [only, ...others] = parts.texts
      if (only !== undefined && others.length === 0 && textLimit > limits.fillIn) return cutText(clean(only), textLimit)
      return parts.texts.map(fillIn).join('[,]')
    }
    case 'pairs':
      return parts.pairs.map((pair) => pair.join('[.]')).join('[,]')
  }
}

/** A text between delimiters may not hold one. */
function fillIn(text: string): string {
  return cutText(clean(text).replace(/\[([,.:])\]/g, '($1)'), limits.fillIn)
}

/** What stands in braces at the beginning would be read as a setting. */
function clean(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\{(?=\w+=)/, '(')
}

/** ISO 8601 with hundredths at most, as `timeinterval(second,10,2)` wants it. */
export function formatDuration(milliseconds: number): string {
  const hundredths = Math.max(0, Math.round(milliseconds / 10))
  const hours = Math.floor(hundredths / 360_000)
  const minutes = Math.floor(hundredths / 6000) % 60
  const seconds = (hundredths % 6000) / 100
  const parts = [hours > 0 ? `${hours}H` : '', minutes > 0 ? `${minutes}M` : '', seconds > 0 ? `${seconds}S` : '']
  return `PT${parts.join('') || '0S'}`
}
