import type { ChoiceId } from '../project/ids.ts'
import { createChoice, createQuestion, isScoredType, listRegion, nextChoiceCode } from '../project/question-defaults.ts'
import type { Choice, Question, QuestionType } from '../project/schema/question.ts'

type Context = { readonly newChoiceId: () => ChoiceId; readonly language: string }

/** Types that are answered from a list whose entries have codes of their own, in an order the author may change. */
export const choiceListTypes: ReadonlySet<QuestionType> = new Set([
  'single-choice',
  'multiple-choice',
  'poll',
  'ordering',
  'matching',
  'hotspot',
])

/** How many choices a type keeps at the least. */
export function fewestChoices(type: QuestionType): number {
  return type === 'hotspot' ? 0 : 2
}

/**
 * The question as one of another type, or null where no code is left for a choice it needs. Choices and their codes stay as
 * far as the new type has any; right choices become accepted answers of a typed question, and accepted answers choices.
 */
export function convertQuestion(question: Question, type: QuestionType, context: Context): Question | null {
  const scored = isScoredType(type)
  const base: Question = {
    ...question,
    type,
    scored,
    // What never counted starts to count for one point.
    points: scored && !question.scored && question.points === 0 ? 1 : question.points,
    // Nothing is right, so nothing can lead somewhere else.
    branch: scored ? question.branch : { correctTicks: null, incorrectTicks: null },
    acceptedAnswers: type === 'short-answer' ? typedAnswers(question) : question.acceptedAnswers,
  }
  if (type === 'true-false') return withFreshChoices(base, type, context)
  if (!choiceListTypes.has(type)) return retire(base, question.choices)
  const listed = choiceListTypes.has(question.type) || question.type === 'true-false'
  const kept = listed ? question.choices : answersAsChoices(question, context)
  if (kept === null) return null
  const written = type === 'hotspot' ? kept.filter((choice) => choice.text.trim() !== '') : kept
  const left = retire(
    base,
    question.choices.filter((choice) => !written.includes(choice)),
  )
  return fillUp({ ...left, choices: written.map((choice, index) => suit(choice, index, type, written)) }, context)
}

/** What only the new type knows of a choice is set, what only the old one knew is left out. */
function suit(choice: Choice, index: number, type: QuestionType, all: readonly Choice[]): Choice {
  const first = Math.max(
    0,
    all.findIndex(({ correct }) => correct),
  )
  const correct = type === 'single-choice' ? index === first : type === 'poll' ? false : choice.correct
  return { ...choice, correct, region: type === 'hotspot' ? (choice.region ?? listRegion(index)) : null }
}

function withFreshChoices(question: Question, type: QuestionType, { newChoiceId, language }: Context): Question | null {
  const fresh = createQuestion(question.id, question.anchor, type, newChoiceId, language).choices
  const right = Math.max(
    0,
    question.choices.findIndex(({ correct }) => correct),
  )
  const emptied = retire(question, question.choices)
  const choices: Choice[] = []
  for (const [index, choice] of fresh.entries()) {
    const code = nextChoiceCode({ choices, retiredCodes: emptied.retiredCodes })
    if (code === null) return null
    choices.push({ ...choice, code, correct: index === Math.min(right, 1) })
  }
  return { ...emptied, choices }
}

function retire(question: Question, gone: readonly Choice[]): Question {
  const codes = new Set(gone.map(({ code }) => code))
  return {
    ...question,
    retiredCodes: question.retiredCodes + [...codes].join(''),
    choices: question.choices.filter(({ code }) => !codes.has(code)),
  }
}

function fillUp(question: Question, { newChoiceId }: Context): Question | null {
  const choices = [...question.choices]
  const isSingle = question.type === 'single-choice'
  while (choices.length < fewestChoices(question.type)) {
    const code = nextChoiceCode({ choices, retiredCodes: question.retiredCodes })
    if (code === null) return null
    choices.push(createChoice(newChoiceId(), code, '', isSingle && choices.length === 0))
  }
  return { ...question, choices }
}

function typedAnswers({ acceptedAnswers, choices, type }: Question): readonly string[] {
  if (acceptedAnswers.length > 0 || !['single-choice', 'multiple-choice'].includes(type)) return acceptedAnswers
  return choices.filter(({ correct, text }) => correct && text.trim() !== '').map(({ text }) => text)
}

/** The first accepted answer is right among further choices; the others would give it away. */
function answersAsChoices(question: Question, { newChoiceId }: Context): readonly Choice[] | null {
  const written = question.type === 'short-answer' ? question.acceptedAnswers.find((answer) => answer.trim() !== '') : undefined
  if (written === undefined) return []
  const code = nextChoiceCode(question)
  return code === null ? null : [createChoice(newChoiceId(), code, written, true)]
}
