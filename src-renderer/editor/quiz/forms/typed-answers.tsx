import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { useQuestionChange } from '../use-question-change.ts'
import type { AnswersProps } from './answers.ts'
import styles from './forms.module.css'

const words = text.quiz

/** The accepted answers of a short answer, one a line. */
export function TypedAnswers({ question, rows }: AnswersProps) {
  const change = useQuestionChange(question)
  return (
    <>
      <ul ref={(list) => rows.attach(list)} className={styles['plain']}>
        <li data-answer>
          <TextField
            label={words.accepted}
            hint={words.acceptedHint}
            lines={2}
            value={question.acceptedAnswers.join('\n')}
            onChange={(next) => change({ acceptedAnswers: next === '' ? [] : next.split('\n') })}
          />
        </li>
      </ul>
      <TypingRules question={question} />
    </>
  )
}

const typoOptions = ['0', '1', '2', '3'] as const

/** How exactly typed words must match. */
export function TypingRules({ question }: { readonly question: Question }) {
  const change = useQuestionChange(question)
  return (
    <>
      <Select<string>
        label={words.typos}
        value={String(question.typosAllowed)}
        options={typoOptions.map((value) => ({ value, label: words.typoCount(Number(value)) }))}
        onChange={(value) => change({ typosAllowed: Number(value) })}
      />
      <Checkbox
        label={words.caseSensitive}
        checked={question.caseSensitive}
        onChange={(caseSensitive) => change({ caseSensitive })}
      />
    </>
  )
}
