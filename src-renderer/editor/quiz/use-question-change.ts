import { editChoice, editQuestion, type ChoiceChanges, type QuestionChanges } from '#shared/edit/commands/questions.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { useEditor } from '../editor-context.tsx'

/** Changes of a question; typing in one field is one step of the history. */
export function useQuestionChange(question: Question): (changes: QuestionChanges, field?: string) => void {
  const editor = useEditor()
  return (changes, field = Object.keys(changes).join()) => {
    editor.run(editQuestion, { questionId: question.id, changes }, { mergeKey: `question:${question.id}:${field}` })
  }
}

/** The same for one of its choices. */
export function useChoiceChange(question: Question, choice: Choice): (changes: ChoiceChanges) => void {
  const editor = useEditor()
  return (changes) => {
    const mergeKey = `choice:${choice.id}:${Object.keys(changes).join()}`
    editor.run(editChoice, { questionId: question.id, choiceId: choice.id, changes }, { mergeKey })
  }
}
