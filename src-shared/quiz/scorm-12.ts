import { isGraded, type Answer } from './grade.ts'
import { choiceAt } from './hotspot.ts'
import type { QuestionRecord } from './learner-state.ts'
import { rightPartner } from './matching.ts'
import type { Outcome } from './outcome.ts'
import type { ReportedItem } from './player-lesson.ts'
import { sorted } from './sorted.ts'

/** One answer as SCORM 1.2 wants it (RTE 1.2, section 3.4.6: cmi.interactions.n). */
export type Scorm12Interaction = {
  readonly id: string
  readonly type: 'choice' | 'true-false' | 'fill-in' | 'sequencing' | 'matching' | 'performance'
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

/** A poll and a place in the picture are reported by the code of what was picked. */
const interactionTypes: Readonly<Record<ReportedItem['type'], Scorm12Interaction['type']>> = {
  'single-choice': 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  'short-answer': 'fill-in',
  'fill-blank': 'fill-in',
  ordering: 'sequencing',
  matching: 'matching',
  hotspot: 'choice',
  poll: 'choice',
  reflection: 'fill-in',
  'self-assessment': 'performance',
}

export function toScorm12Interaction(
  question: ReportedItem,
  record: QuestionRecord,
  { timeOfDay, latencyMs }: Circumstances,
): Scorm12Interaction {
  return {
    id: question.id,
    type: interactionTypes[question.type],
    time: timeOfDay.map((part) => String(part).padStart(2, '0')).join(':'),
    correctPatterns: correctPatterns(question),
    weighting: String(question.scored ? question.points : 0),
    response: encodeResponse(question, record.answer),
    result: !isGraded(question) ? 'neutral' : record.correct ? 'correct' : 'wrong',
    latency: formatTimespan(latencyMs),
  }
}

function encodeResponse(question: ReportedItem, answer: Answer): string {
  switch (answer.kind) {
    case 'text':
      return cut(answer.text.trim().replace(/\s+/g, ' '))
    case 'blanks':
      return joinBlanks(answer.texts)
    case 'pairs':
      return encodePairs(answer.pairs)
    case 'point':
      // Beside every region there is no code to tell.
      return choiceAt(question, answer)?.code ?? ''
    case 'choices':
      if (question.type === 'true-false') return answer.codes.map((code) => trueOrFalse(question, code)).join('')
      return question.type === 'ordering' ? answer.codes.join(',') : encodeCodes(answer.codes)
  }
}

function correctPatterns(question: ReportedItem): readonly string[] {
  const codes = question.choices.filter((choice) => choice.correct).map((choice) => choice.code)
  switch (question.type) {
    case 'short-answer':
      return question.acceptedAnswers.map(cut)
    case 'fill-blank':
      return blankPatterns(question)
    case 'true-false':
      return codes.slice(0, 1).map((code) => trueOrFalse(question, code))
    // Any one of several right answers is a pattern of its own; of a multiple choice all together are one.
    case 'single-choice':
    case 'hotspot':
      return codes
    case 'multiple-choice':
      return [encodeCodes(codes)]
    case 'ordering':
      return [question.choices.map((choice) => choice.code).join(',')]
    case 'matching':
      return [encodePairs(question.choices.map((choice) => [choice.code, rightPartner(question, choice)?.code ?? '']))]
    case 'poll':
    case 'reflection':
    case 'self-assessment':
      return []
  }
}

/** One blank: each answer it accepts. Several: the first of each, as one. */
function blankPatterns({ blanks }: ReportedItem): readonly string[] {
  const [only, ...others] = blanks
  if (only && others.length === 0) return only.map(cut)
  return blanks.some((accepted) => accepted.length > 0) ? [joinBlanks(blanks.map((accepted) => accepted[0] ?? ''))] : []
}

function joinBlanks(texts: readonly string[]): string {
  return cut(texts.map((text) => text.trim().replace(/\s+/g, ' ')).join('; '))
}

/** In the order of the choices' codes, as for choices. */
function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  return sorted(pairs.map(([choice, partner]) => `${choice}.${partner}`)).join(',')
}

/** Codes in order, so that equal answers look equal in a report. */
function encodeCodes(codes: readonly string[]): string {
  return sorted(codes).join(',')
}

/** The first choice means true, whatever its code: after retired codes, True may have the code "f". */
function trueOrFalse(question: ReportedItem, code: string): 't' | 'f' {
  return question.choices[0]?.code === code ? 't' : 'f'
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

function cut(text: string): string {
  return text.slice(0, shortStringLimit).replace(/[\ud800-\udbff]$/, '')
}
