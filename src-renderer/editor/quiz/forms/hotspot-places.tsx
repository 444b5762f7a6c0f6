import { Plus, Trash2 } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { addChoice, deleteChoice } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { useEditor } from '../../editor-context.tsx'
import { useChoiceChange } from '../use-question-change.ts'
import { rowProblem, type AnswersProps } from './answers.ts'
import { HotspotPicture } from './hotspot-picture.tsx'
import styles from './forms.module.css'

const words = text.quiz.hotspot

/** Places on the picture: drawn on it, named and ticked in a list below it. */
export function HotspotPlaces({ question, problems, rows }: AnswersProps) {
  const editor = useEditor()
  const { choices } = question
  const add = (): void => {
    // The first place is the one that is asked for.
    const changes = { correct: choices.length === 0 }
    if (editor.run(addChoice, { questionId: question.id, changes })) rows.focusNext(choices.length)
  }
  const remove = (choice: Choice, index: number): void => {
    if (editor.run(deleteChoice, { questionId: question.id, choiceId: choice.id })) rows.focusNext(Math.max(0, index - 1))
  }
  return (
    <fieldset className={styles['answers']}>
      <legend>
        {words.places} <span className={styles['legendHint']}>{words.hint}</span>
      </legend>
      <HotspotPicture question={question} onAdded={() => rows.focusNext(choices.length)} />
      <ul ref={(list) => rows.attach(list)}>
        {choices.map((choice, index) => (
          <PlaceRow
            key={choice.id}
            question={question}
            choice={choice}
            index={index}
            isProblem={rowProblem(problems, index) !== null}
            onEnter={() => (index + 1 < choices.length ? rows.focus(index + 1) : add())}
            onRemove={() => remove(choice, index)}
          />
        ))}
      </ul>
      <Button variant="quiet" icon={Plus} onPress={add}>
        {words.add}
      </Button>
    </fieldset>
  )
}

type RowProps = {
  readonly question: Question
  readonly choice: Choice
  readonly index: number
  readonly isProblem: boolean
  readonly onEnter: () => void
  readonly onRemove: () => void
}

function PlaceRow({ question, choice, index, isProblem, onEnter, onRemove }: RowProps) {
  const change = useChoiceChange(question, choice)
  const number = index + 1
  return (
    <li className={styles['row']} data-problem={isProblem || undefined}>
      <div className={styles['line']}>
        <span className={styles['badge']} data-correct={choice.correct || undefined}>
          {number}
        </span>
        <Checkbox
          label={words.correct(number)}
          labelHidden
          checked={choice.correct}
          onChange={(correct) => change({ correct })}
        />
        <div className={styles['text']} data-answer>
          <TextField
            label={words.name(number)}
            labelHidden
            lines={1}
            placeholder={words.namePlaceholder}
            value={choice.text}
            onChange={(name) => change({ text: name.replaceAll('\n', ' ') })}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter') {
                event.preventDefault()
                onEnter()
              } else if (event.key === 'Backspace' && choice.text === '') {
                event.preventDefault()
                onRemove()
              }
            }}
          />
        </div>
        <IconButton icon={Trash2} label={words.remove(number)} onPress={onRemove} />
      </div>
      <div className={styles['reply']}>
        <TextField
          label={text.quiz.choiceFeedback(number)}
          labelHidden
          lines={1}
          placeholder={text.quiz.feedbackPlaceholder}
          value={choice.feedback}
          onChange={(feedback) => change({ feedback })}
        />
      </div>
    </li>
  )
}
