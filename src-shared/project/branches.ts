import type { Ticks } from '../time/ticks.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Question } from './schema/question.ts'
import { questionsInOrder, type PlacedQuestion } from './selectors.ts'
import { anchorToTimeline } from './timeline.ts'

/**
 * The scored questions that a learner would never meet if a question led on to an instant: those behind it and before that
 * instant. None where it leads back.
 */
export function questionsJumpedOver(document: LessonDocument, question: Question, toTicks: Ticks): readonly PlacedQuestion[] {
  const from = anchorToTimeline(question.anchor, document)
  const placed = questionsInOrder(document)
  const own = placed.findIndex((entry) => entry.question.id === question.id)
  return placed.filter(
    (entry, index) =>
      index > own && entry.atTicks >= from && entry.atTicks < toTicks && entry.question.scored && entry.question.points > 0,
  )
}
