import { useEffect, useRef, useState } from 'react'
import { MessageSquareText, Plus, X } from 'lucide-react'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { addChoice, deleteChoice, editChoice } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { useEditor } from '../editor-context.tsx'
import styles from './quiz.module.css'

/** The answers of a question: tick what is right, Enter adds the next one. */
export function ChoiceList({ question }: { readonly question: Question }) {
  const editor = useEditor()
  const list = useRef<HTMLUListElement>(null)
  /** The place whose field gets the cursor once it is there. */
  const focusIndex = useRef<number | null>(null)
  useEffect(() => {
    if (focusIndex.current === null) return
    list.current?.querySelectorAll<HTMLElement>('[data-choice-text] input')[focusIndex.current]?.focus()
    focusIndex.current = null
  })
  const isFixed = question.type === 'true-false'
  const add = (index: number): void => {
    focusIndex.current = index
    if (!editor.run(addChoice, { questionId: question.id, index })) focusIndex.current = null
  }
  return (
    <fieldset className={styles['choices']}>
      <legend>
        {text.quiz.choices} <span className={styles['legendHint']}>{text.quiz.markCorrect}</span>
      </legend>
      <ul ref={list}>
        {question.choices.map((choice, index) => (
          <ChoiceRow
            key={choice.id}
            question={question}
            choice={choice}
            index={index}
            isFixed={isFixed}
            onEnter={() => add(index + 1)}
            onRemove={() => {
              focusIndex.current = Math.max(0, index - 1)
              if (!editor.run(deleteChoice, { questionId: question.id, choiceId: choice.id })) focusIndex.current = null
            }}
          />
        ))}
      </ul>
      {!isFixed && (
        <Button variant="quiet" icon={Plus} onPress={() => add(question.choices.length)}>
          {text.quiz.addChoice}
        </Button>
      )}
    </fieldset>
  )
}

type RowProps = {
  readonly question: Question
  readonly choice: Choice
  readonly index: number
  readonly isFixed: boolean
  readonly onEnter: () => void
  readonly onRemove: () => void
}

function ChoiceRow({ question, choice, index, isFixed, onEnter, onRemove }: RowProps) {
  const editor = useEditor()
  const [feedbackOpen, setFeedbackOpen] = useState(choice.feedback !== '')
  const number = index + 1
  const change = (changes: Partial<Pick<Choice, 'text' | 'correct' | 'feedback'>>): void => {
    editor.run(
      editChoice,
      { questionId: question.id, choiceId: choice.id, changes },
      { mergeKey: `choice:${choice.id}:${Object.keys(changes).join()}` },
    )
  }
  return (
    <li className={styles['choice']}>
      <div className={styles['choiceLine']}>
        <Checkbox
          label={text.quiz.correct(number)}
          labelHidden
          round={question.type !== 'multiple-choice'}
          checked={choice.correct}
          onChange={(correct) => {
            // Where only one can be right, it changes by ticking another one.
            if (correct || question.type === 'multiple-choice') change({ correct })
          }}
        />
        <div className={styles['choiceText']} data-choice-text>
          <TextField
            label={text.quiz.choice(number)}
            labelHidden
            placeholder={text.quiz.choicePlaceholder}
            value={choice.text}
            onChange={(next) => change({ text: next })}
            onKeyDown={(event) => {
              if (isFixed || event.nativeEvent.isComposing) return
              if (event.key === 'Enter') onEnter()
              if (event.key === 'Backspace' && choice.text === '' && question.choices.length > 2) {
                event.preventDefault()
                onRemove()
              }
            }}
          />
        </div>
        <IconToggle
          icon={MessageSquareText}
          label={text.quiz.choiceFeedback(number)}
          isSelected={feedbackOpen}
          onChange={setFeedbackOpen}
        />
        {!isFixed && (
          <IconButton
            icon={X}
            label={text.quiz.removeChoice(number)}
            isDisabled={question.choices.length <= 2}
            onPress={onRemove}
          />
        )}
      </div>
      {feedbackOpen && (
        <div className={styles['choiceFeedback']}>
          <TextField
            label={text.quiz.choiceFeedback(number)}
            labelHidden
            placeholder={text.quiz.feedbackPlaceholder}
            value={choice.feedback}
            onChange={(feedback) => change({ feedback })}
          />
        </div>
      )}
    </li>
  )
}
