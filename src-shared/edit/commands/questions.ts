import { castDraft } from 'immer'
import { createChoice, createQuestion, listRegion, nextChoiceCode } from '../../project/question-defaults.ts'
import type { ChoiceId, QuestionId } from '../../project/ids.ts'
import { maxPromptLength, type Question, type QuestionType } from '../../project/schema/question.ts'
import { anchorAt, deriveTimeline } from '../../project/timeline.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { choiceListTypes, convertQuestion, fewestChoices } from '../convert-question.ts'
import { readDraft } from '../places.ts'

/** What a question form changes; the rest has its own commands. */
export type QuestionChanges = Partial<
  Omit<Question, 'id' | 'anchor' | 'choices' | 'retiredCodes' | 'type' | 'slotId' | 'feedback'> & {
    readonly feedback: Partial<Question['feedback']>
  }
>

/** Adds an empty question of a type at a timeline instant (the very end is allowed) and selects it. */
export const addQuestion: Command<{ readonly atTicks: Ticks; readonly type: QuestionType; readonly changes?: QuestionChanges }> =
  {
    label: 'add-question',
    run(draft, { atTicks, type, changes }, context) {
      const before = readDraft(draft)
      const { durationTicks } = deriveTimeline(before)
      if (atTicks < 0 || atTicks > durationTicks || durationTicks === 0) return refuse('edit.question-outside', {})
      const id = context.newId() as QuestionId
      const question = createQuestion(
        id,
        anchorAt(before, atTicks),
        type,
        () => context.newId() as ChoiceId,
        before.metadata.language,
      )
      draft.questions[id] = castDraft(changes ? applyChanges(question, changes) : question)
      return done([], [{ kind: 'question', id }])
    },
  }

export const editQuestion: Command<{ readonly questionId: QuestionId; readonly changes: QuestionChanges }> = {
  label: 'edit-question',
  run(draft, { questionId, changes }) {
    const question = readDraft(draft).questions[questionId]
    if (!question) return refuse('edit.gone', { what: 'question' })
    draft.questions[questionId] = castDraft(applyChanges(question, changes))
    return done()
  },
}

/** Makes it a question of another type; what the new type can use of the old one stays (convert-question.ts). */
export const setQuestionType: Command<{ readonly questionId: QuestionId; readonly type: QuestionType }> = {
  label: 'edit-question',
  run(draft, { questionId, type }, context) {
    const question = readDraft(draft).questions[questionId]
    if (!question) return refuse('edit.gone', { what: 'question' })
    if (question.type === type) return done()
    const { language } = draft.metadata
    const converted = convertQuestion(question, type, { newChoiceId: () => context.newId() as ChoiceId, language })
    if (!converted) return refuse('edit.choices-full', {})
    draft.questions[questionId] = castDraft(converted)
    return done()
  },
}

/** Moves a question to another timeline instant. */
export const moveQuestion: Command<{ readonly questionId: QuestionId; readonly atTicks: Ticks }> = {
  label: 'move-question',
  run(draft, { questionId, atTicks }) {
    const before = readDraft(draft)
    const question = draft.questions[questionId]
    if (!question) return refuse('edit.gone', { what: 'question' })
    const { durationTicks } = deriveTimeline(before)
    if (atTicks < 0 || atTicks > durationTicks) return refuse('edit.question-outside', {})
    question.anchor = anchorAt(before, atTicks)
    return done()
  },
}

export const deleteQuestions: Command<{ readonly questionIds: readonly QuestionId[] }> = {
  label: 'delete-questions',
  run(draft, { questionIds }) {
    for (const questionId of questionIds) {
      if (!draft.questions[questionId]) return refuse('edit.gone', { what: 'question' })
      delete draft.questions[questionId]
    }
    return done()
  },
}

/** What may be told of a choice beside its code. */
export type ChoiceChanges = Partial<Omit<Question['choices'][number], 'id' | 'code'>>

/**
 * Adds a choice with a code that this question never used. True or false keeps its two in their order, which says which is
 * which; typed answers have none.
 */
export const addChoice: Command<{
  readonly questionId: QuestionId
  readonly text?: string
  readonly index?: number
  readonly changes?: ChoiceChanges
}> = {
  label: 'add-choice',
  run(draft, { questionId, text = '', index, changes }, context) {
    const question = draft.questions[questionId]
    if (!question) return refuse('edit.gone', { what: 'question' })
    if (!choiceListTypes.has(question.type)) return refuse('edit.choices-fixed', {})
    const code = nextChoiceCode(question)
    if (code === null) return refuse('edit.choices-full', {})
    const choice = castDraft({ ...createChoice(context.newId() as ChoiceId, code, text), ...changes })
    if (question.type === 'hotspot' && choice.region === null) choice.region = listRegion(question.choices.length)
    question.choices.splice(index ?? question.choices.length, 0, choice)
    return done()
  },
}

/** Changes a choice. Making one right makes the others wrong where only one can be right. */
export const editChoice: Command<{
  readonly questionId: QuestionId
  readonly choiceId: ChoiceId
  readonly changes: ChoiceChanges
}> = {
  label: 'edit-choice',
  run(draft, { questionId, choiceId, changes }) {
    const question = draft.questions[questionId]
    const choice = question?.choices.find(({ id }) => id === choiceId)
    if (!question || !choice) return refuse('edit.gone', { what: 'choice' })
    const onlyOne = question.type === 'single-choice' || question.type === 'true-false'
    if (changes.correct === true && onlyOne) for (const other of question.choices) other.correct = false
    Object.assign(choice, castDraft(changes))
    return done()
  },
}

/** Deletes a choice and retires its code. Two choices at least remain, but of places on a picture none has to. */
export const deleteChoice: Command<{ readonly questionId: QuestionId; readonly choiceId: ChoiceId }> = {
  label: 'delete-choice',
  run(draft, { questionId, choiceId }) {
    const question = draft.questions[questionId]
    const index = question?.choices.findIndex(({ id }) => id === choiceId) ?? -1
    const choice = question?.choices[index]
    if (!question || !choice) return refuse('edit.gone', { what: 'choice' })
    if (!choiceListTypes.has(question.type)) return refuse('edit.choices-fixed', {})
    const least = fewestChoices(question.type)
    if (question.choices.length <= least) return refuse('edit.choices-few', { least })
    question.retiredCodes += choice.code
    question.choices.splice(index, 1)
    const [first] = question.choices
    if (choice.correct && question.type === 'single-choice' && first && !question.choices.some(({ correct }) => correct))
      first.correct = true
    return done()
  },
}

/** Puts a choice at another place of the list; codes stay. */
export const reorderChoice: Command<{ readonly questionId: QuestionId; readonly choiceId: ChoiceId; readonly toIndex: number }> =
  {
    label: 'reorder-choice',
    run(draft, { questionId, choiceId, toIndex }) {
      const question = draft.questions[questionId]
      const from = question?.choices.findIndex(({ id }) => id === choiceId) ?? -1
      const choice = readDraft(draft).questions[questionId]?.choices[from]
      if (!question || !choice) return refuse('edit.gone', { what: 'choice' })
      if (!choiceListTypes.has(question.type)) return refuse('edit.choices-fixed', {})
      const to = Math.max(0, Math.min(toIndex, question.choices.length - 1))
      if (to === from) return done()
      question.choices.splice(from, 1)
      question.choices.splice(to, 0, castDraft(choice))
      return done()
    },
  }

function applyChanges(question: Question, { feedback, ...changes }: QuestionChanges): Question {
  const pause = changes.pause ?? question.pause
  const showTicks = pause ? null : (changes.showTicks ?? question.showTicks ?? defaultShowTicks)
  return {
    ...question,
    ...changes,
    prompt: (changes.prompt ?? question.prompt).slice(0, maxPromptLength),
    pause,
    showTicks,
    feedback: { ...question.feedback, ...feedback },
  }
}

/** A question that does not pause stays this long unless told otherwise. */
const defaultShowTicks = (8 * 120_000) as Ticks
