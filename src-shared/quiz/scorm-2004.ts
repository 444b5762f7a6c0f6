import { isGraded, type Answer } from './grade.ts'
import { choiceAt } from './hotspot.ts'
import type { QuestionRecord } from './learner-state.ts'
import { rightPartner } from './matching.ts'
import type { ReportedItem } from './player-lesson.ts'
import { sorted } from './sorted.ts'

/** One answer as SCORM 2004 wants it (4th Edition RTE, 4.2.9: cmi.interactions.n). */
export type Scorm2004Interaction = {
  readonly id: string
  readonly type: 'choice' | 'true-false' | 'fill-in' | 'long-fill-in' | 'sequencing' | 'matching' | 'performance'
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

const interactionTypes: Readonly<Record<ReportedItem['type'], Scorm2004Interaction['type']>> = {
  'single-choice': 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  'short-answer': 'fill-in',
  'fill-blank': 'fill-in',
  ordering: 'sequencing',
  matching: 'matching',
  hotspot: 'choice',
  poll: 'choice',
  reflection: 'long-fill-in',
  'self-assessment': 'performance',
}

export function toScorm2004Interaction(
  question: ReportedItem,
  record: QuestionRecord,
  { answeredAt, latencyMs, language }: Circumstances,
): Scorm2004Interaction {
  return {
    id: question.id,
    type: interactionTypes[question.type],
    timestamp: `${answeredAt.toISOString().slice(0, 22)}Z`,
    description: `{lang=${language}}${cut(clean(question.prompt), limits.description)}`,
    correctPatterns: correctPatterns(question),
    weighting: String(question.scored ? question.points : 0),
    response: encodeResponse(question, record.answer),
    result: toResult(question, record),
    latency: formatDuration(latencyMs),
  }
}

function toResult(question: ReportedItem, { correct, earned }: QuestionRecord): string {
  if (question.type === 'self-assessment' && question.scored) return shareOf(question, earned)
  if (!isGraded(question)) return 'neutral'
  if (correct || earned <= 0) return correct ? 'correct' : 'incorrect'
  return shareOf(question, earned)
}

function shareOf({ points }: ReportedItem, earned: number): string {
  return String(Math.round((earned / points) * 100) / 100)
}

function encodeResponse(question: ReportedItem, answer: Answer): string {
  switch (answer.kind) {
    case 'text':
      return cut(clean(answer.text), question.type === 'reflection' ? limits.longFillIn : limits.fillIn)
    case 'blanks':
      return joinItems(answer.texts.map(fillIn))
    case 'pairs':
      return encodePairs(answer.pairs)
    case 'point':
      // Beside every region there is no code to tell.
      return choiceAt(question, answer)?.code ?? ''
    case 'choices':
      if (question.type === 'true-false') return answer.codes.map((code) => trueOrFalse(question, code)).join('')
      return joinItems(question.type === 'ordering' ? answer.codes : sorted(answer.codes))
  }
}

function correctPatterns(question: ReportedItem): readonly string[] {
  const codes = question.choices.filter((choice) => choice.correct).map((choice) => choice.code)
  switch (question.type) {
    case 'short-answer':
      return question.acceptedAnswers.map((accepted) => caseMatters(question) + fillIn(accepted))
    case 'fill-blank':
      return question.blanks.some((accepted) => accepted.length > 0)
        ? [
            `${caseMatters(question)}{order_matters=true}${joinItems(question.blanks.map((accepted) => fillIn(accepted[0] ?? '')))}`,
          ]
        : []
    case 'true-false':
      return codes.slice(0, 1).map((code) => trueOrFalse(question, code))
    // Any one of several right answers is a pattern of its own; of a multiple choice all together are one.
    case 'single-choice':
    case 'hotspot':
      return codes
    case 'multiple-choice':
      return [joinItems(sorted(codes))]
    case 'ordering':
      return [joinItems(question.choices.map((choice) => choice.code))]
    case 'matching':
      return [encodePairs(question.choices.map((choice) => [choice.code, rightPartner(question, choice)?.code ?? '']))]
    case 'poll':
    case 'reflection':
    case 'self-assessment':
      return []
  }
}

function caseMatters({ caseSensitive }: ReportedItem): string {
  return `{case_matters=${String(caseSensitive)}}`
}

function joinItems(items: readonly string[]): string {
  return items.join('[,]')
}

function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  return joinItems(sorted(pairs.map(([choice, partner]) => `${choice}[.]${partner}`)))
}

/** The first choice means true, whatever its code. */
function trueOrFalse(question: ReportedItem, code: string): 'true' | 'false' {
  return question.choices[0]?.code === code ? 'true' : 'false'
}

/** A text between delimiters may not hold one. */
function fillIn(text: string): string {
  return cut(clean(text).replace(/\[([,.:])\]/g, '($1)'), limits.fillIn)
}

/** What stands in braces at the beginning would be read as a setting. */
function clean(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\{(?=\w+=)/, '(')
}

function cut(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')
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
