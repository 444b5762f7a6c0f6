import type { Answer } from '#shared/quiz/grade.ts'
import { choiceAt } from '#shared/quiz/hotspot.ts'
import { listPartners, rightPartner } from '#shared/quiz/matching.ts'
import type { PlayerChoice, PlayerQuestion } from '#shared/quiz/player-lesson.ts'
import type { Translator } from '../text.ts'

/** What the learner answered, in one line. */
export function describeAnswer(question: PlayerQuestion, answer: Answer, { say }: Translator): string {
  switch (answer.kind) {
    case 'text':
      return answer.text
    case 'blanks':
      return answer.texts.join('; ')
    case 'pairs': {
      const given = new Map(answer.pairs)
      const partners = new Map(listPartners(question).map(({ code, text }) => [code, text]))
      return describePairs(question, (choice) => partners.get(given.get(choice.code) ?? '') ?? '')
    }
    case 'point': {
      const hit = choiceAt(question, answer)
      return hit ? nameOf(hit) : say('elsewhere')
    }
    case 'choices':
      return question.type === 'ordering'
        ? describeOrder(answer.codes.flatMap((code) => question.choices.find((choice) => choice.code === code) ?? []))
        : joinNames(question.choices.filter((choice) => answer.codes.includes(choice.code)))
  }
}

/** What would have been right, in one line; null where the author gives none. */
export function describeRightAnswer(question: PlayerQuestion): string | null {
  switch (question.type) {
    case 'short-answer':
      return question.acceptedAnswers[0] ?? null
    case 'fill-blank':
      return question.blanks.map((accepted) => accepted[0] ?? '…').join('; ')
    case 'ordering':
      return describeOrder(question.choices)
    case 'matching':
      return describePairs(question, (choice) => rightPartner(question, choice)?.text ?? '')
    default:
      return joinNames(question.choices.filter((choice) => choice.correct)) || null
  }
}

function joinNames(choices: readonly PlayerChoice[]): string {
  return choices.map(nameOf).join(', ')
}

function describeOrder(choices: readonly PlayerChoice[]): string {
  return choices.map((choice, index) => `${index + 1}. ${nameOf(choice)}`).join(', ')
}

function describePairs({ choices }: PlayerQuestion, partnerOf: (choice: PlayerChoice) => string): string {
  return choices.map((choice) => `${nameOf(choice)} – ${partnerOf(choice)}`).join(', ')
}

export function nameOf({ text, image, code }: PlayerChoice): string {
  return text || image?.alt || code
}
