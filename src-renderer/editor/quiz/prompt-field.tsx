import { useRef, useState } from 'react'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { maxPromptLength, type Question } from '#shared/project/schema/question.ts'
import { useFocusRequest } from '../focus-request.ts'
import { useQuestionChange } from './use-question-change.ts'

type Props = {
  readonly question: Question
  /** Enter goes on to the answers. */
  readonly onEnter: () => void
}

/** The question itself. What is too long stays in the field until it is shortened; the lesson keeps what fits. */
export function PromptField({ question, onEnter }: Props) {
  const change = useQuestionChange(question)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useFocusRequest('question-prompt', field)
  const [typed, setTyped] = useState<string | null>(null)
  const placeholders: Partial<Record<Question['type'], string>> = text.quiz.promptPlaceholders
  // Undone or changed elsewhere meanwhile: the lesson's text counts.
  const value = typed !== null && typed.startsWith(question.prompt) ? typed : question.prompt
  return (
    <TextField
      label={text.quiz.prompt}
      placeholder={placeholders[question.type] ?? text.quiz.promptPlaceholder}
      lines={2}
      limit={maxPromptLength}
      inputRef={field}
      value={value}
      onChange={(next) => {
        setTyped(next.length > maxPromptLength ? next : null)
        change({ prompt: next.slice(0, maxPromptLength) })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}
