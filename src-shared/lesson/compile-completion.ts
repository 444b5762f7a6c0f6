import { defaultCompletion } from '../project/defaults.ts'
import type { CompletionRule } from '../project/schema/question.ts'
import type { Lesson } from './lesson-schema.ts'

/** What counts as done where the lesson has no question and says nothing. */
const watchedByDefault = 90

/** The rule that a lesson writes; what it does not write is not asked for. */
export function compileCompletion(completion: NonNullable<Lesson['completion']>): CompletionRule {
  return {
    watchedPercent: completion.watchedPercent ?? null,
    questionsAnswered: completion.questionsAnswered ?? false,
    minScorePercent: completion.minScorePercent ?? null,
  }
}

/** The rule of a lesson that writes none. */
export function usualCompletion(hasQuestions: boolean): CompletionRule {
  return hasQuestions ? defaultCompletion : { watchedPercent: watchedByDefault, questionsAnswered: false, minScorePercent: null }
}
