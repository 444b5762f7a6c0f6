import { RectangleEllipsis } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { maxPromptLength } from '#shared/project/schema/question.ts'
import { countBlanks } from '#shared/quiz/blanks.ts'
import { useEditor } from '../../editor-context.tsx'
import { useQuestionChange } from '../use-question-change.ts'
import { rowProblem, type AnswersProps } from './answers.ts'
import { fromLines, toLines, withAnswer } from './blank-lines.ts'
import { TypingRules } from './typed-answers.tsx'
import labelled from '#renderer/ui/labelled.module.css'
import styles from './forms.module.css'

const words = text.quiz.blanks

/** What each blank of the sentence accepts, one a line. */
export function BlankAnswers({ question, problems, rows }: AnswersProps) {
  const editor = useEditor()
  const change = useQuestionChange(question)
  const { prompt, acceptedAnswers } = question
  const count = countBlanks(prompt)
  const longer = `${prompt.trimEnd()}${prompt.trim() === '' ? '' : ' '}___`
  const insert = (): void => {
    change({ prompt: longer }, 'blank')
    editor.requestFocus('question-prompt')
  }
  return (
    <>
      <div className={styles['insert']}>
        <Button variant="quiet" icon={RectangleEllipsis} isDisabled={longer.length > maxPromptLength} onPress={insert}>
          {words.insert}
        </Button>
        {count === 0 && <p className={labelled['hint']}>{words.insertHint}</p>}
      </div>
      <ul ref={(list) => rows.attach(list)} className={styles['plain']}>
        {Array.from({ length: count }, (_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a blank has no name but its place in the sentence
          <li key={index} data-answer data-problem={rowProblem(problems, index) !== null || undefined}>
            <TextField
              label={words.answers(index + 1)}
              {...(index === 0 && { hint: words.hint })}
              lines={1}
              value={toLines(acceptedAnswers[index] ?? '')}
              onChange={(next) =>
                change({ acceptedAnswers: withAnswer(acceptedAnswers, count, index, fromLines(next)) }, `blank:${index}`)
              }
            />
          </li>
        ))}
      </ul>
      {count > 0 && <TypingRules question={question} />}
    </>
  )
}
