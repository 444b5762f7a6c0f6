import type { ChoiceId, QuestionId } from './ids.ts'
import type { Choice, Question, QuestionType } from './schema/question.ts'
import type { Region } from './schema/geometry.ts'
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

/** Where the nth place on a picture begins: a row of three in the middle of the upper half, which no answer sheet covers. */
export function listRegion(index: number): Region {
  const row = Math.floor(index / 3) % 4
  return { x: 0.06 + (index % 3) * 0.31, y: 0.1 + row * 0.16, width: 0.26, height: 0.12 }
}

/** Whether right and wrong exist for a type. */
export function isScoredType(type: QuestionType): boolean {
  return type !== 'poll' && type !== 'reflection'
}

/** An empty question: pausing, required, one point, one attempt; choices where the type has them, the first one right. */
export function createQuestion(
  id: QuestionId,
  anchor: Anchor,
  type: QuestionType,
  newChoiceId: () => ChoiceId,
  language = 'en',
): Question {
  return {
    id,
    anchor,
    type,
    prompt: '',
    choices: startingChoices(type, newChoiceId, language),
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

function startingChoices(type: QuestionType, newChoiceId: () => ChoiceId, language: string): Choice[] {
  switch (type) {
    case 'single-choice':
    case 'multiple-choice':
      return [createChoice(newChoiceId(), 'a', '', true), createChoice(newChoiceId(), 'b', '')]
    case 'true-false': {
      const texts = trueFalseTexts(language)
      return [createChoice(newChoiceId(), 'a', texts.true, true), createChoice(newChoiceId(), 'b', texts.false)]
    }
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

const trueFalseByLanguage: Readonly<Record<string, readonly [whenTrue: string, whenFalse: string]>> = {
  ar: ['صحيح', 'خطأ'],
  cs: ['Pravda', 'Nepravda'],
  da: ['Sandt', 'Falsk'],
  de: ['Richtig', 'Falsch'],
  en: ['True', 'False'],
  es: ['Verdadero', 'Falso'],
  fi: ['Totta', 'Tarua'],
  fr: ['Vrai', 'Faux'],
  he: ['נכון', 'לא נכון'],
  it: ['Vero', 'Falso'],
  ja: ['正しい', '誤り'],
  nl: ['Waar', 'Niet waar'],
  no: ['Sant', 'Usant'],
  pl: ['Prawda', 'Fałsz'],
  pt: ['Verdadeiro', 'Falso'],
  sv: ['Sant', 'Falskt'],
  tr: ['Doğru', 'Yanlış'],
  uk: ['Правда', 'Неправда'],
}

/** What the two choices of a true-or-false question say in a lesson's language; English where it is not known. */
export function trueFalseTexts(language: string): { readonly true: string; readonly false: string } {
  const [primary = 'en'] = language.toLowerCase().split('-')
  const [whenTrue, whenFalse] = (Object.hasOwn(trueFalseByLanguage, primary) ? trueFalseByLanguage[primary] : undefined) ?? [
    'True',
    'False',
  ]
  return { true: whenTrue, false: whenFalse }
}
