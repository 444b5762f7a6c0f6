import type { ChoiceId, QuestionId } from './ids.ts'
import type { Choice, Question, QuestionType } from './schema/question.ts'
import type { Anchor } from './schema/time.ts'

/** In the order they are given out. */
const choiceCodes = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The first code that the question has never used; null after 36 choices. */
export function nextChoiceCode(question: {
  readonly choices: readonly { readonly code: string }[]
  readonly retiredCodes: string
}): string | null {
  const used = new Set([...question.retiredCodes, ...question.choices.map((choice) => choice.code)])
  return [...choiceCodes].find((code) => !used.has(code)) ?? null
}

export function createChoice(id: ChoiceId, code: string, text: string, correct = false): Choice {
  return { id, code, text, altText: '', imageAssetId: null, correct, feedback: '', match: '', region: null }
}

/** Whether right and wrong exist for a type. */
export function isScoredType(type: QuestionType): boolean {
  return type !== 'poll' && type !== 'reflection'
}

/** An empty question: pausing, required, one point, one attempt; choices where the type has them, the first one right. */
export function createQuestion(id: QuestionId, anchor: Anchor, type: QuestionType, newChoiceId: () => ChoiceId): Question {
  return {
    id,
    anchor,
    type,
    prompt: '',
    choices: startingChoices(type, newChoiceId),
    retiredCodes: '',
    acceptedAnswers: [],
    caseSensitive: false,
    typosAllowed: 0,
    pause: true,
    showTicks: null,
    required: true,
    scored: isScoredType(type),
    points: isScoredType(type) ? 1 : 0,
    partialCredit: false,
    retries: 0,
    shuffle: false,
    hint: '',
    feedback: { correct: '', incorrect: '' },
    branch: { correctTicks: null, incorrectTicks: null },
    slotId: null,
  }
}

function startingChoices(type: QuestionType, newChoiceId: () => ChoiceId): Choice[] {
  switch (type) {
    case 'single-choice':
    case 'multiple-choice':
      return [createChoice(newChoiceId(), 'a', '', true), createChoice(newChoiceId(), 'b', '')]
    case 'true-false':
      return [createChoice(newChoiceId(), 'a', 'True', true), createChoice(newChoiceId(), 'b', 'False')]
    case 'poll':
    case 'ordering':
    case 'matching':
      return [createChoice(newChoiceId(), 'a', ''), createChoice(newChoiceId(), 'b', '')]
    case 'short-answer':
    case 'fill-blank':
    case 'hotspot':
    case 'reflection':
      return []
  }
}
