import { gradeAnswer, isGraded, type Answer } from '../quiz/grade.ts'
import { centreOf } from '../quiz/hotspot.ts'
import { listPartners, rightPartner } from '../quiz/matching.ts'
import type { PlayerChoice, PlayerQuestion } from '../quiz/player-lesson.ts'
import type { GivenAnswer } from './journey.ts'

/** What nobody accepts as an answer. */
const nonsense = 'xyzzy'

/** The answer that a journey means, as the learner gives it; null where the question has no such answer. */
export function resolveAnswer(question: PlayerQuestion, given: GivenAnswer): Answer | null {
  if (given === 'right') return rightAnswer(question)
  if (given === 'wrong') return wrongAnswer(question)
  if (given === 'half') return halfAnswer(question)
  if ('write' in given) return { kind: 'text', text: given.write }
  if ('fill' in given) return { kind: 'blanks', texts: given.fill }
  if ('match' in given) return matchAnswer(question, given.match)
  const choices = ('choose' in given ? given.choose : given.order).map((name) => findChoice(question, name))
  if (!choices.every((choice) => choice !== undefined)) return null
  const [first] = choices
  if (question.type === 'hotspot') return first?.region ? { kind: 'point', ...centreOf(first.region) } : null
  return { kind: 'choices', codes: choices.map(({ code }) => code) }
}

/** By its words or, where none has such words, by its code. */
function findChoice({ choices }: PlayerQuestion, name: string): PlayerChoice | undefined {
  return choices.find(({ text }) => text === name) ?? choices.find(({ code }) => code === name)
}

function matchAnswer(question: PlayerQuestion, match: Readonly<Record<string, string>>): Answer | null {
  const partners = listPartners(question)
  const pairs = Object.entries(match).map(([name, with_]) => {
    const partner = partners.find(({ text }) => text === with_) ?? partners.find(({ code }) => code === with_)
    return [findChoice(question, name)?.code, partner?.code] as const
  })
  const known = pairs.flatMap(([choice, partner]) =>
    choice !== undefined && partner !== undefined ? [[choice, partner] as const] : [],
  )
  return known.length === pairs.length ? { kind: 'pairs', pairs: known } : null
}

/** Of a poll the first choice, and words of one's own where any will do. */
function rightAnswer(question: PlayerQuestion): Answer | null {
  const { type, choices } = question
  const right = choices.filter(({ correct }) => correct)
  switch (type) {
    case 'poll':
      return chooseOf(choices.slice(0, 1))
    case 'single-choice':
    case 'true-false':
      return chooseOf(right.slice(0, 1))
    case 'multiple-choice':
      return chooseOf(right)
    case 'ordering':
      return chooseOf(choices)
    case 'hotspot':
      return right[0]?.region ? { kind: 'point', ...centreOf(right[0].region) } : null
    case 'matching':
      return { kind: 'pairs', pairs: choices.map((choice) => [choice.code, rightPartner(question, choice)?.code ?? '']) }
    case 'fill-blank':
      return { kind: 'blanks', texts: question.blanks.map((accepted) => accepted[0] ?? nonsense) }
    case 'short-answer':
    case 'reflection':
      return { kind: 'text', text: question.acceptedAnswers[0] ?? nonsense }
  }
}

function wrongAnswer(question: PlayerQuestion): Answer | null {
  if (!isGraded(question)) return null
  const { type, choices } = question
  const wrong = choices.filter(({ correct }) => !correct)
  switch (type) {
    case 'ordering':
      return chooseOf(choices.toReversed())
    case 'hotspot':
      return { kind: 'point', ...(wrong[0]?.region ? centreOf(wrong[0].region) : freePoint(question)) }
    case 'matching':
      return pairAll(question, () => false)
    case 'fill-blank':
      return { kind: 'blanks', texts: question.blanks.map(() => nonsense) }
    case 'short-answer':
      return { kind: 'text', text: nonsense }
    default:
      return wrong[0] ? chooseOf(wrong.slice(0, 1)) : chooseOf(choices.slice(0, 1))
  }
}

/** Right in part: what partial credit gives something for. */
function halfAnswer(question: PlayerQuestion): Answer | null {
  const { type, choices, blanks } = question
  const candidates: (Answer | null)[] = []
  if (type === 'multiple-choice') candidates.push(chooseOf(choices.filter(({ correct }) => correct).slice(0, 1)))
  if (type === 'ordering') {
    const [first, second, ...rest] = choices
    if (first && second) candidates.push(chooseOf([second, first, ...rest]))
  }
  if (type === 'matching') candidates.push(pairAll(question, (index) => index < choices.length / 2))
  if (type === 'fill-blank')
    candidates.push({
      kind: 'blanks',
      texts: blanks.map((accepted, index) => (index === 0 ? (accepted[0] ?? nonsense) : nonsense)),
    })
  return candidates.find((answer) => answer !== null && !gradeAnswer(question, answer).correct) ?? null
}

function chooseOf(choices: readonly PlayerChoice[]): Answer | null {
  return choices.length > 0 ? { kind: 'choices', codes: choices.map(({ code }) => code) } : null
}

function pairAll(question: PlayerQuestion, isRight: (index: number) => boolean): Answer {
  const partners = listPartners(question)
  return {
    kind: 'pairs',
    pairs: question.choices.map((choice, index) => {
      const right = rightPartner(question, choice)
      const other = partners.find(({ code }) => code !== right?.code)
      return [choice.code, (isRight(index) ? right : (other ?? right))?.code ?? ''] as const
    }),
  }
}

/** A place in no region; the corners are the likeliest. */
function freePoint({ choices }: PlayerQuestion): { readonly x: number; readonly y: number } {
  const corners = [0.01, 0.99].flatMap((x) => [0.01, 0.99].map((y) => ({ x, y })))
  const isFree = ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
    choices.every(
      ({ region }) => !region || x < region.x || y < region.y || x > region.x + region.width || y > region.y + region.height,
    )
  return corners.find(isFree) ?? { x: 0, y: 0 }
}
