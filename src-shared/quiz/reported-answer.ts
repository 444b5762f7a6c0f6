import { isGraded, type Answer } from './grade.ts'
import { choiceAt } from './hotspot.ts'
import type { QuestionRecord } from './learner-state.ts'
import { rightPartner } from './matching.ts'
import type { ReportedItem } from './player-lesson.ts'
import { sorted } from './sorted.ts'

/** What platforms call a way of answering; each standard knows most of these names. */
export type ReportedKind = 'choice' | 'true-false' | 'fill-in' | 'long-fill-in' | 'sequencing' | 'matching' | 'performance'

/** A poll and a place in the picture are reported by the code of what was picked. */
export const reportedKinds: Readonly<Record<ReportedItem['type'], ReportedKind>> = {
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

/** An answer in codes and words, before a standard writes it in its own way. */
export type AnswerParts =
  /** In the learner's order where that is the answer, else in the order of the codes, so that equal answers look equal in a report. */
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'truth'; readonly isTrue: boolean }
  /** One text for each field, without needless spaces. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** In the order of the choices' codes. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [choice: string, partner: string])[] }

/** What was answered. */
export function readAnswer(item: ReportedItem, answer: Answer): AnswerParts {
  switch (answer.kind) {
    case 'text':
      return texts([answer.text])
    case 'blanks':
      return texts(answer.texts)
    case 'pairs':
      return pairs(answer.pairs)
    case 'point': {
      // Beside every region there is no code to tell.
      const code = choiceAt(item, answer)?.code
      return codes(code === undefined ? [] : [code])
    }
    case 'choices': {
      const [first] = answer.codes
      if (item.type === 'true-false' && first !== undefined) return truth(item, first)
      return codes(item.type === 'ordering' ? answer.codes : sorted(answer.codes))
    }
  }
}

/** What would be right: any one of these. Empty where nothing is. */
export function readRightAnswers(item: ReportedItem): readonly AnswerParts[] {
  const right = item.choices.filter((choice) => choice.correct).map((choice) => choice.code)
  switch (item.type) {
    case 'short-answer':
      return item.acceptedAnswers.map((accepted) => texts([accepted]))
    case 'fill-blank':
      return rightBlanks(item)
    case 'true-false':
      return right.slice(0, 1).map((code) => truth(item, code))
    // Any one of several right answers is a pattern of its own; of a multiple choice all together are one.
    case 'single-choice':
    case 'hotspot':
      return right.map((code) => codes([code]))
    case 'multiple-choice':
      return [codes(sorted(right))]
    case 'ordering':
      return [codes(item.choices.map(({ code }) => code))]
    case 'matching':
      return [pairs(item.choices.map((choice) => [choice.code, rightPartner(item, choice)?.code ?? '']))]
    case 'poll':
    case 'reflection':
    case 'self-assessment':
      return []
  }
}

/** One blank: each answer it accepts. Several: the first of each, as one. */
function rightBlanks({ blanks }: ReportedItem): readonly AnswerParts[] {
  const [only, ...others] = blanks
  if (only && others.length === 0) return only.map((accepted) => texts([accepted]))
  return blanks.some((accepted) => accepted.length > 0) ? [texts(blanks.map((accepted) => accepted[0] ?? ''))] : []
}

/** How it was judged; `part` is the share of the points, between 0 and 1. */
export type Verdict = { readonly kind: 'neutral' | 'right' | 'wrong' } | { readonly kind: 'part'; readonly share: number }

export function readVerdict(item: ReportedItem, { correct, earned }: QuestionRecord): Verdict {
  const part = { kind: 'part', share: earned / item.points } as const
  if (item.type === 'self-assessment' && item.scored) return part
  if (!isGraded(item)) return { kind: 'neutral' }
  if (correct) return { kind: 'right' }
  return earned > 0 ? part : { kind: 'wrong' }
}

/** Points, as platforms weigh an answer. */
export function readWeight({ scored, points }: ReportedItem): string {
  return String(scored ? points : 0)
}

/** Never in the middle of a character of two units. */
export function cutText(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')
}

function codes(of: readonly string[]): AnswerParts {
  return { kind: 'codes', codes: of }
}

/** The first choice means true, whatever its code: after retired codes, True may have the code "f". */
function truth({ choices }: ReportedItem, code: string): AnswerParts {
  return { kind: 'truth', isTrue: choices[0]?.code === code }
}

function texts(of: readonly string[]): AnswerParts {
  return { kind: 'texts', texts: of.map((text) => text.trim().replace(/\s+/g, ' ')) }
}

function pairs(of: readonly (readonly [string, string])[]): AnswerParts {
  return { kind: 'pairs', pairs: sorted(of, ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) }
}
