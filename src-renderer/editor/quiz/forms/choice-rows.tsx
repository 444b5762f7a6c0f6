import { useState } from 'react'
import { Plus } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { addChoice, deleteChoice, reorderChoice } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Choice } from '#shared/project/schema/question.ts'
import { useEditor } from '../../editor-context.tsx'
import { startRowDrag } from '../row-drag.ts'
import { rowProblem, type AnswersProps } from './answers.ts'
import { ChoiceRow } from './choice-row.tsx'
import styles from './forms.module.css'

type Props = AnswersProps & {
  readonly title: string
  readonly hint: string
  /** How many can be right; null where none is. */
  readonly mark: 'one' | 'several' | null
  readonly placeholder?: string
  /** Absent where the answers are fixed. */
  readonly addLabel?: string
  readonly isNumbered?: boolean
  /** Whether a reply may be given to each answer. */
  readonly hasReplies?: boolean
}

/** The answers of a question as rows: Enter adds the next one, Backspace in an empty one removes it, Alt and arrow keys move it. */
export function ChoiceRows(props: Props) {
  const { question, problems, rows, title, hint, addLabel } = props
  const editor = useEditor()
  const [dragged, setDragged] = useState<{ readonly from: number; readonly place: number } | null>(null)
  const { choices } = question
  const isFixed = addLabel === undefined
  const add = (index: number): void => {
    if (editor.run(addChoice, { questionId: question.id, index })) rows.focusNext(index)
  }
  const enter = (index: number): void => {
    // An empty answer is written before there is another one.
    const isEmpty = choices[index]?.text === ''
    if (isEmpty || choices[index + 1]?.text === '') rows.focus(Math.min(index + 1, choices.length - 1))
    else add(index + 1)
  }
  const remove = (choice: Choice, index: number): void => {
    if (editor.run(deleteChoice, { questionId: question.id, choiceId: choice.id })) rows.focusNext(Math.max(0, index - 1))
  }
  const move = (choice: Choice, to: number, keepFocus = true): void => {
    if (to < 0 || to >= choices.length) return
    if (!editor.run(reorderChoice, { questionId: question.id, choiceId: choice.id, toIndex: to })) return
    announce(text.quiz.moved(to + 1, choices.length))
    if (keepFocus) rows.focusNext(to)
  }
  return (
    <fieldset className={styles['answers']}>
      <legend>
        {title} <span className={styles['legendHint']}>{hint}</span>
      </legend>
      <ul ref={(list) => rows.attach(list)}>
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.id}
            question={question}
            choice={choice}
            index={index}
            mark={props.mark}
            placeholder={props.placeholder ?? text.quiz.choicePlaceholder}
            isNumbered={props.isNumbered ?? false}
            hasReplies={props.hasReplies ?? true}
            isFixed={isFixed}
            problem={rowProblem(problems, index)}
            dropMark={
              dragged && dragged.place === index && dragged.from !== index ? (dragged.from > index ? 'before' : 'after') : null
            }
            isDragged={dragged?.from === index}
            onEnter={() => (isFixed ? rows.focus(index + 1) : enter(index))}
            onRemove={() => remove(choice, index)}
            onMove={(by) => move(choice, index + by)}
            onGrab={(event) =>
              startRowDrag(event, {
                rows: rows.elements,
                from: index,
                onPlace: (place) => setDragged(place === null ? null : { from: index, place }),
                onDrop: (place) => move(choice, place, false),
              })
            }
          />
        ))}
      </ul>
      {addLabel !== undefined && (
        <Button variant="quiet" icon={Plus} onPress={() => add(choices.length)}>
          {addLabel}
        </Button>
      )}
    </fieldset>
  )
}
