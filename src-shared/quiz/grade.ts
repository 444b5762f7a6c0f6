import { matchesAnswer } from './answer-text.ts'
import { choiceAt } from './hotspot.ts'
import { rightPartner } from './matching.ts'
import type { PlayerQuestion, ReportedItem } from './player-lesson.ts'

export type Answer =
  /** Picked choices; for an ordering all of them in the learner's order. */
  | { readonly kind: 'choices'; readonly codes: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  /** One text for each blank of the prompt. */
  | { readonly kind: 'blanks'; readonly texts: readonly string[] }
  /** The code of a choice and that of its partner. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [choice: string, partner: string])[] }
  /** A place in the picture, in fractions with three decimals. */
  | { readonly kind: 'point'; readonly x: number; readonly y: number }

/** `earned` is in points, rounded to a hundredth: what survives being stored. */
export type Grade = { readonly correct: boolean; readonly earned: number }

/** Right all the way or nothing, unless `partialCredit`: then each part that is right earns its share. */
export function gradeAnswer(question: PlayerQuestion, answer: Answer): Grade {
  const share = shareOfPoints(question, answer)
  return { correct: share === 1, earned: question.scored ? Math.round(question.points * share * 100) / 100 : 0 }
}

/** Whether right and wrong exist: not for a poll, a reflection, one's own judgement, nor where any words will do. */
export function isGraded(question: ReportedItem): boolean {
  switch (question.type) {
    case 'poll':
    case 'reflection':
    case 'self-assessment':
      return false
    case 'short-answer':
      return question.acceptedAnswers.length > 0
    case 'fill-blank':
      return question.blanks.some((accepted) => accepted.length > 0)
    default:
      return true
  }
}

function shareOfPoints(question: PlayerQuestion, answer: Answer): number {
  if (question.type === 'poll' || question.type === 'reflection') return 1
  switch (answer.kind) {
    case 'text':
      return matchesAnswer(answer.text, question.acceptedAnswers, question) ? 1 : 0
    case 'point':
      return choiceAt(question, answer)?.correct ? 1 : 0
    case 'choices':
      return question.type === 'ordering'
        ? shareOfParts(question, rightPlaces(question, answer))
        : shareOfChoices(question, answer)
    case 'blanks':
      return shareOfParts(question, rightBlanks(question, answer))
    case 'pairs':
      return shareOfParts(question, rightPairs(question, answer))
  }
}

type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>

/** Each wrong choice takes back a right one. */
function shareOfChoices(question: PlayerQuestion, answer: AnswerOf<'choices'>): number {
  const chosen = new Set(answer.codes)
  const wanted = question.choices.filter((choice) => choice.correct)
  const right = wanted.filter((choice) => chosen.has(choice.code)).length
  const wrong = question.choices.filter((choice) => !choice.correct && chosen.has(choice.code)).length
  if (right === wanted.length && wrong === 0) return 1
  const allowsPart = question.type === 'multiple-choice' && question.partialCredit
  return allowsPart && wanted.length > 0 ? Math.max(0, (right - wrong) / wanted.length) : 0
}

function shareOfParts(question: PlayerQuestion, parts: readonly boolean[]): number {
  const right = parts.filter(Boolean).length
  if (right === parts.length) return parts.length > 0 ? 1 : 0
  return question.partialCredit ? right / parts.length : 0
}

/** For each place of an ordering whether the learner put the right choice there; alike words may change places. */
export function rightPlaces(question: PlayerQuestion, answer: AnswerOf<'choices'>): readonly boolean[] {
  const chosen = answer.codes.map((code) => question.choices.find((choice) => choice.code === code))
  return question.choices.map((wanted, index) => {
    const given = chosen[index]
    return given !== undefined && (given.code === wanted.code || (given.text !== '' && given.text === wanted.text))
  })
}

/** For each blank whether its text is accepted; a blank that accepts nothing takes anything. */
export function rightBlanks(question: PlayerQuestion, answer: AnswerOf<'blanks'>): readonly boolean[] {
  return question.blanks.map((accepted, index) => matchesAnswer(answer.texts[index] ?? '', accepted, question))
}

/** For each choice whether it was given its partner. */
export function rightPairs(question: PlayerQuestion, answer: AnswerOf<'pairs'>): readonly boolean[] {
  const given = new Map(answer.pairs)
  return question.choices.map((choice) => given.get(choice.code) === rightPartner(question, choice)?.code)
}

/** Whether there is enough to grade: each blank and each pair wants something. */
export function isAnswered(question: PlayerQuestion, answer: Answer): boolean {
  switch (answer.kind) {
    case 'text':
      return answer.text.trim() !== ''
    case 'choices':
      return answer.codes.length > 0
    case 'blanks':
      return question.blanks.every((_, index) => (answer.texts[index] ?? '').trim() !== '')
    case 'pairs':
      return answer.pairs.length === question.choices.length
    case 'point':
      return true
  }
}
