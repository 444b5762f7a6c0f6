import { base64urlToText, cutForBase64url, textToBase64url } from './base64url.ts'
import type { Answer } from './grade.ts'
import { pointSteps } from './hotspot.ts'
import { freshState, type ChallengeProgress, type LearnerState, type QuestionState } from './learner-state.ts'
import type { PlayerLesson, PlayerQuestion, ReportedItem } from './player-lesson.ts'
import { reportedItems } from './self-assessment.ts'
import { sorted } from './sorted.ts'
import { addStretch, watchedMs, type Stretch } from './watched.ts'

/** SCORM 1.2 keeps this many characters of cmi.suspend_data (RTE 1.2, section 3.4.4). */
export const suspendDataLimit = 4096

const formatVersion = '1'
/** Times are kept in tenths of a second. */
const stepMs = 100
const maxStretches = 40
const bestLetters = { none: 'n', completed: 'c', passed: 'p' } as const

/**
 * The state as letters, digits and `.,-_:` only, at most `limit` characters. Free text shares what the rest leaves over
 * and is cut where it must be; no grade is lost where `worstStateLength` fits, which every export makes sure of. Questions are named by a hash of their id, choices by their code,
 * so that a lesson that was exported again finds its answers.
 */
export function encodeState(lesson: PlayerLesson, state: LearnerState, limit: number = suspendDataLimit): string {
  const answered = reportedItems(lesson).filter((question) => state.questions[question.id] !== undefined)
  const texts = answered.flatMap((question) => {
    const answer = state.questions[question.id]?.record?.answer
    return answer ? freeTextsOf(answer) : []
  })
  const withTexts = (maxTextLength: number, stretches: number) =>
    [
      formatVersion,
      toBase36(state.positionMs / stepMs),
      `${state.ended ? 'e' : 's'}${bestLetters[state.best]}${toBase36(state.reportedAnswers)}`,
      encodeWatched(state.watched, stretches),
      ...answered.map((question) => encodeQuestion(question, state.questions[question.id], maxTextLength)),
      ...encodeChallenge(state.challenge),
    ].join('.')
  const complete = withTexts(Number.POSITIVE_INFINITY, maxStretches)
  if (complete.length <= limit) return complete
  const room = limit - withTexts(0, maxStretches).length
  if (room >= 0 && texts.length > 0) return withTexts(shareRoom(texts, room), maxStretches)
  return cutBetweenQuestions(withTexts(0, 1), limit)
}

function freeTextsOf(answer: Answer): readonly string[] {
  return answer.kind === 'text' ? [answer.text] : answer.kind === 'blanks' ? answer.texts : []
}

/** The length at which texts must be cut to fit together: short ones leave their share to the long. */
function shareRoom(texts: readonly string[], room: number): number {
  const lengths = sorted(
    texts.map((text) => textToBase64url(text).length),
    (a, b) => a - b,
  )
  let left = room
  for (const [index, length] of lengths.entries()) {
    const share = Math.floor(left / (lengths.length - index))
    if (length > share) return share
    left -= length
  }
  return Number.POSITIVE_INFINITY
}

/** Half a question would read as another grade. */
function cutBetweenQuestions(encoded: string, limit: number): string {
  return encoded.length <= limit ? encoded : encoded.slice(0, Math.max(0, encoded.lastIndexOf('.', limit)))
}

/** Characters of a lesson watched in the most pieces, with every question answered by all its choices, without free text. */
export function worstStateLength(lesson: PlayerLesson): number {
  const step = toBase36(lesson.durationMs / stepMs).length
  const watched = maxStretches * (2 * step + 2)
  const header = formatVersion.length + step + 'ep'.length + maxReportedLength + watched + 3
  const challenge = lesson.challenge ? 3 + toBase36(longestTimerMs / stepMs).length + maxSteps : 0
  return reportedItems(lesson).reduce((sum, item) => sum + worstQuestionLength(item), header + challenge)
}

/** Platforms are told of 1,679,615 answers at most. */
const maxReportedLength = 4

/** A dot, the hash, attempts, flags, the points earned, a dash and the longest answer. */
function worstQuestionLength(question: ReportedItem): number {
  const earned = question.scored ? toBase36(question.points * 100).length : 1
  return 1 + hashLength + 2 + earned + 1 + worstAnswerLength(question)
}

function worstAnswerLength({ type, choices, blanks }: ReportedItem): number {
  if (type === 'fill-blank') return Math.max(0, blanks.length - 1)
  if (type === 'hotspot') return 2 * coordinateLength
  return type === 'matching' || type === 'self-assessment' ? 2 * choices.length : choices.length
}

/** Reads what `encodeState` wrote for this or an older export of the lesson. Anything else gives a fresh state. */
export function decodeState(lesson: PlayerLesson, encoded: string): LearnerState {
  const [version, position, flags, watched, ...questions] = encoded.split('.')
  if (version !== formatVersion || position === undefined || flags === undefined || watched === undefined) return freshState
  const byHash = new Map(reportedItems(lesson).map((question) => [hashId(question.id), question]))
  const entries = questions.flatMap((part): (readonly [string, QuestionState])[] => {
    const question = byHash.get(part.slice(0, hashLength))
    const state = question && decodeQuestion(question, part.slice(hashLength))
    return question && state ? [[question.id, state]] : []
  })
  return {
    positionMs: Math.min(lesson.durationMs, fromBase36(position) * stepMs),
    ended: flags.startsWith('e'),
    best: flags.charAt(1) === 'p' ? 'passed' : flags.charAt(1) === 'c' ? 'completed' : 'none',
    reportedAnswers: fromBase36(flags.slice(2)),
    watched: decodeWatched(watched, lesson.durationMs),
    questions: Object.fromEntries(entries),
    challenge: decodeChallenge(questions.find((part) => part.startsWith(challengeMark)) ?? ''),
  }
}

/** Characters of plain Latin text that each free answer keeps at least when all questions are answered. */
export function freeTextBudget(lesson: PlayerLesson, limit: number = suspendDataLimit): number {
  const count = lesson.questions.reduce((sum, question) => sum + countFreeTexts(question), 0)
  if (count === 0) return 0
  return Math.max(0, Math.floor(Math.floor((limit - worstStateLength(lesson)) / count) * (3 / 4)))
}

/** How many texts of the learner's own an answer holds. */
export function countFreeTexts({ type, blanks }: Pick<PlayerQuestion, 'type' | 'blanks'>): number {
  if (type === 'fill-blank') return blanks.length
  return type === 'short-answer' || type === 'reflection' ? 1 : 0
}

function encodeQuestion(question: ReportedItem, state: QuestionState | undefined, maxTextLength: number): string {
  const { record, attempts, settled } = state ?? { record: null, attempts: 0, settled: false }
  const flags = (settled ? 1 : 0) + (record ? 2 : 0) + (record?.correct ? 4 : 0)
  const head = `${hashId(question.id)}${toBase36(Math.min(35, attempts))}${flags}`
  return record ? `${head}${toBase36(record.earned * 100)}-${encodeAnswer(record.answer, maxTextLength)}` : head
}

function decodeQuestion(question: ReportedItem, body: string): QuestionState | null {
  const attempts = Number.parseInt(body.charAt(0), 36)
  const flags = Number(body.charAt(1))
  if (!Number.isInteger(attempts) || body.length < 2 || !(flags >= 0 && flags <= 7)) return null
  const settled = (flags & 1) !== 0
  if ((flags & 2) === 0) return { record: null, attempts, settled }
  const dash = body.indexOf('-')
  const answer = dash < 2 ? null : decodeAnswer(question, body.slice(dash + 1))
  if (!answer) return null
  const earned = Math.min(question.scored ? question.points : 0, fromBase36(body.slice(2, dash)) / 100)
  return { record: { answer, correct: (flags & 4) !== 0, earned }, attempts, settled }
}

function encodeAnswer(answer: Answer, maxTextLength: number): string {
  switch (answer.kind) {
    case 'choices':
      return answer.codes.join('')
    case 'text':
      return encodeText(answer.text, maxTextLength)
    case 'blanks':
      return answer.texts.map((text) => encodeText(text, maxTextLength)).join(',')
    case 'pairs':
      return answer.pairs.map(([choice, partner]) => choice + partner).join('')
    case 'point':
      return [answer.x, answer.y].map((value) => toBase36(value * pointSteps).padStart(coordinateLength, '0')).join('')
  }
}

/** 1000 thousandths are "rs". */
const coordinateLength = 2

function encodeText(text: string, maxLength: number): string {
  return textToBase64url(cutForBase64url(text, maxLength))
}

function decodeAnswer({ type, blanks }: ReportedItem, encoded: string): Answer | null {
  switch (type) {
    case 'short-answer':
    case 'reflection': {
      const text = base64urlToText(encoded)
      return text === null ? null : { kind: 'text', text }
    }
    case 'fill-blank': {
      const texts = encoded.split(',').map(base64urlToText)
      const known = texts.flatMap((text) => text ?? [])
      return known.length === texts.length && texts.length === blanks.length ? { kind: 'blanks', texts: known } : null
    }
    case 'matching':
    case 'self-assessment':
      return /^([0-9a-z]{2})*$/.test(encoded) ? { kind: 'pairs', pairs: decodePairs(encoded) } : null
    case 'hotspot':
      return /^[0-9a-z]{4}$/.test(encoded) ? decodePoint(encoded) : null
    default:
      return /^[0-9a-z]*$/.test(encoded) ? { kind: 'choices', codes: [...encoded] } : null
  }
}

function decodePairs(encoded: string): readonly (readonly [string, string])[] {
  const letters = [...encoded]
  return letters.flatMap((letter, index) => (index % 2 === 0 ? [[letter, letters[index + 1] ?? ''] as const] : []))
}

function decodePoint(encoded: string): Answer {
  const read = (from: number) => Math.min(1, fromBase36(encoded.slice(from, from + coordinateLength)) / pointSteps)
  return { kind: 'point', x: read(0), y: read(coordinateLength) }
}

/** No hash of a question begins with it. */
const challengeMark = '_'
const longestTimerMs = 36_000_000
const maxSteps = 36

/** The timer, then the places of the ticked steps. */
function encodeChallenge({ stepsDone, timerMs }: ChallengeProgress): readonly string[] {
  if (stepsDone.length === 0 && timerMs === 0) return []
  const steps = stepsDone.filter((step) => step < maxSteps).map(toBase36)
  return [`${challengeMark}${toBase36(Math.min(timerMs, longestTimerMs) / stepMs)}-${steps.join('')}`]
}

function decodeChallenge(part: string): ChallengeProgress {
  const [timer = '', steps = ''] = part.slice(challengeMark.length).split('-')
  return { timerMs: Math.min(longestTimerMs, fromBase36(timer) * stepMs), stepsDone: [...new Set(steps)].map(fromBase36) }
}

/** Keeps the longest stretches where there are too many; rounds inwards, so that nothing unseen counts. */
function encodeWatched(watched: readonly Stretch[], maxCount: number): string {
  const longest = sorted(watched, (a, b) => b.endMs - b.startMs - (a.endMs - a.startMs)).slice(0, maxCount)
  return sorted(longest, (a, b) => a.startMs - b.startMs)
    .map(({ startMs, endMs }) => `${toBase36(Math.ceil(startMs / stepMs))}_${toBase36(Math.floor(endMs / stepMs))}`)
    .join(',')
}

function decodeWatched(encoded: string, durationMs: number): readonly Stretch[] {
  const stretches = encoded.split(',').map((pair) => {
    const [start = '', end = ''] = pair.split('_')
    return { startMs: fromBase36(start) * stepMs, endMs: Math.min(durationMs, fromBase36(end) * stepMs) }
  })
  const joined = stretches.reduce<readonly Stretch[]>(addStretch, [])
  return watchedMs(joined) > 0 ? joined : []
}

function toBase36(value: number): string {
  return Math.max(0, Math.round(value)).toString(36)
}

function fromBase36(text: string): number {
  const value = /^[0-9a-z]{1,8}$/.test(text) ? Number.parseInt(text, 36) : 0
  return Number.isSafeInteger(value) ? value : 0
}

const hashLength = 6

/** FNV-1a, 32 bits, as six letters of base 36 (the top bits fold in): two of 100 questions collide once in 400,000 lessons. */
function hashId(id: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0
  return (hash % 36 ** hashLength).toString(36).padStart(hashLength, '0')
}
