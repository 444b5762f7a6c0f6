import { fillPrompt, splitPrompt } from '../../quiz/blanks.ts'
import { isGraded } from '../../quiz/grade.ts'
import { listPartners, rightPartner } from '../../quiz/matching.ts'
import type { PlayerChoice, PlayerLesson, PlayerQuestion } from '../../quiz/player-lesson.ts'

/** The kinds of question of the cartridge's profile that our kinds become. */
export type CartridgeProfile = 'multiple_choice' | 'multiple_response' | 'true_false' | 'fib' | 'essay'

export type CartridgeLabel = {
  readonly ident: string
  readonly text: string
  readonly image: PlayerChoice['image']
  readonly correct: boolean
  readonly feedback: string
}

/** One question of the quiz in a cartridge. */
export type CartridgeItem = {
  /** An NCName, stable over every export and unique in the lesson. */
  readonly ident: string
  readonly profile: CartridgeProfile
  readonly prompt: string
  readonly labels: readonly CartridgeLabel[]
  /** What a blank accepts. */
  readonly accepted: readonly string[]
  readonly caseSensitive: boolean
  readonly shuffle: boolean
  readonly hint: string
  readonly feedback: { readonly correct: string; readonly incorrect: string }
  /** In the lesson's points; zero where the question earns none. */
  readonly points: number
}

/**
 * The quiz as the profile of Common Cartridge can ask it. A matching becomes a choice for each pair and a text with several blanks a
 * question for each, which share its points; places in the picture are chosen by their names. An ordering, a poll and a place
 * without an alternative have no counterpart: `listStayingBehind`.
 */
export function listCartridgeItems(lesson: PlayerLesson): readonly CartridgeItem[] {
  return lesson.questions.flatMap(convertQuestion)
}

/** The questions that a cartridge cannot ask. */
export function listStayingBehind(lesson: PlayerLesson): readonly PlayerQuestion[] {
  return lesson.questions.filter((question) => convertQuestion(question).length === 0)
}

function convertQuestion(question: PlayerQuestion): readonly CartridgeItem[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
    case 'hotspot':
      return question.choices.length < 2 ? [] : [askChoices(question, question.choices.map(labelOf))]
    case 'true-false':
      return [askTrueFalse(question)]
    case 'matching':
      return askPairs(question)
    case 'short-answer':
      return [askText(question, 'fib')]
    case 'fill-blank':
      return askBlanks(question)
    case 'reflection':
      return [askText(question, 'essay')]
    case 'ordering':
    case 'poll':
      return []
  }
}

function itemOf(question: PlayerQuestion): CartridgeItem {
  return {
    ident: `item-${question.id}`,
    profile: 'essay',
    prompt: question.prompt,
    labels: [],
    accepted: [],
    caseSensitive: question.caseSensitive,
    shuffle: question.shuffle,
    hint: question.hint,
    feedback: question.feedback,
    points: question.points,
  }
}

function labelOf({ code, text, image, correct, feedback }: PlayerChoice): CartridgeLabel {
  return { ident: `choice-${code}`, text, image, correct, feedback }
}

/** The profile wants three answers or more where one is right: of two, learners tick one of two boxes. */
function askChoices(question: PlayerQuestion, labels: readonly CartridgeLabel[]): CartridgeItem {
  const isOne = labels.length > 2 && labels.filter(({ correct }) => correct).length === 1 && question.type !== 'multiple-choice'
  return { ...itemOf(question), profile: isOne ? 'multiple_choice' : 'multiple_response', labels }
}

/** Importers know the answers by these idents; the author's first answer is the one that says yes. */
function askTrueFalse(question: PlayerQuestion): CartridgeItem {
  const labels = question.choices.map((choice, index) => ({ ...labelOf(choice), ident: index === 0 ? 'true' : 'false' }))
  return labels.length === 2
    ? { ...itemOf(question), profile: 'true_false', labels, shuffle: false }
    : askChoices(question, question.choices.map(labelOf))
}

function askPairs(question: PlayerQuestion): readonly CartridgeItem[] {
  const partners = listPartners(question)
  if (partners.length < 2) return []
  return question.choices.map((choice) => {
    const right = rightPartner(question, choice)
    const labels = partners.map(({ code, text }) => ({
      ident: `choice-${code}`,
      text,
      image: null,
      correct: code === right?.code,
      feedback: '',
    }))
    const prompt = `${question.prompt}\n${choice.text || choice.image?.alt || ''}`
    return {
      ...askChoices({ ...question, type: 'single-choice' }, labels),
      ident: `item-${question.id}-${choice.code}`,
      prompt,
      points: question.points / question.choices.length,
    }
  })
}

function askText(question: PlayerQuestion, profile: 'fib' | 'essay'): CartridgeItem {
  return isGraded(question)
    ? { ...itemOf(question), profile, accepted: question.acceptedAnswers }
    : { ...itemOf(question), profile: 'essay' }
}

/** Each blank is asked by itself, the others left open; with one there is nothing to tell apart. */
function askBlanks(question: PlayerQuestion): readonly CartridgeItem[] {
  const { blanks } = question
  const asked = blanks.flatMap((accepted, index): CartridgeItem[] => {
    if (accepted.length === 0) return []
    const texts = splitPrompt(question.prompt)
      .slice(1)
      .map((_, other) => (blanks.length > 1 && other === index ? `[ ${index + 1} ]` : ''))
    const ident = blanks.length > 1 ? `item-${question.id}-${index + 1}` : `item-${question.id}`
    return [{ ...itemOf(question), ident, profile: 'fib', prompt: fillPrompt(question.prompt, texts), accepted }]
  })
  return asked.length === 0 ? [itemOf(question)] : asked.map((item) => ({ ...item, points: question.points / asked.length }))
}
