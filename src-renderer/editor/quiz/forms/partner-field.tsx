import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { useChoiceChange } from '../use-question-change.ts'
import styles from './forms.module.css'

type Props = { readonly question: Question; readonly choice: Choice; readonly index: number }

/** What an answer belongs to, where pairs are matched. */
export function PartnerField({ question, choice, index }: Props) {
  const change = useChoiceChange(question, choice)
  return (
    <div className={styles['partner']}>
      <TextField
        label={text.quiz.matching.match(index + 1)}
        labelHidden
        lines={1}
        placeholder={text.quiz.matching.matchPlaceholder}
        value={choice.match}
        onChange={(match) => change({ match: match.replaceAll('\n', ' ') })}
      />
    </div>
  )
}
