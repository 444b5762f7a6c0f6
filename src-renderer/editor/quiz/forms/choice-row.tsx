import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, ImagePlus, ImageOff, MessageSquareText, Trash2 } from 'lucide-react'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import { Menu, type MenuEntry } from '#renderer/ui/overlays.tsx'
import { fewestChoices } from '#shared/edit/convert-question.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { QuestionProblem } from '#shared/package/question-problem.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { useDocument, useEditor } from '../../editor-context.tsx'
import { choosePicture } from '../../media/choose-picture.ts'
import { lacksPictureText } from '../question-problems.ts'
import { useChoiceChange } from '../use-question-change.ts'
import { PartnerField } from './partner-field.tsx'
import styles from './forms.module.css'

const words = text.quiz
/** More would not fit into a menu; any other comes from its file. */
const offeredPictures = 4

type Props = {
  readonly question: Question
  readonly choice: Choice
  readonly index: number
  readonly mark: 'one' | 'several' | null
  readonly placeholder: string
  readonly isNumbered: boolean
  readonly hasReplies: boolean
  readonly isFixed: boolean
  readonly problem: QuestionProblem | null
  readonly dropMark: 'before' | 'after' | null
  readonly isDragged: boolean
  readonly onEnter: () => void
  readonly onRemove: () => void
  readonly onMove: (by: -1 | 1) => void
  readonly onGrab: (event: PointerEvent) => void
}

export function ChoiceRow(props: Props) {
  const { question, choice, index, mark, isFixed, problem } = props
  const change = useChoiceChange(question, choice)
  const [replying, setReplying] = useState(false)
  const number = index + 1
  const isRemovable = !isFixed && question.choices.length > fewestChoices(question.type)
  return (
    <li
      className={styles['row']}
      data-drop={props.dropMark ?? undefined}
      data-dragged={props.isDragged || undefined}
      data-problem={problem ?? undefined}
    >
      <div className={styles['line']}>
        {!isFixed && (
          <span className={styles['handle']} title={words.moveHint} onPointerDown={props.onGrab} aria-hidden>
            <GripVertical size={14} />
          </span>
        )}
        {props.isNumbered && <span className={styles['number']}>{number}.</span>}
        {mark !== null && (
          <Checkbox
            label={words.correct(number)}
            labelHidden
            round={mark === 'one'}
            checked={choice.correct}
            onChange={(correct) => {
              // Where only one can be right, it changes by ticking another one.
              if (correct || mark === 'several') change({ correct })
            }}
          />
        )}
        <div className={styles['text']} data-answer>
          <TextField
            label={words.choice(number)}
            labelHidden
            lines={1}
            placeholder={props.placeholder}
            value={choice.text}
            onChange={(next) => change({ text: next.replaceAll('\n', ' ') })}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
              if (event.key === 'Enter') {
                event.preventDefault()
                props.onEnter()
              } else if (event.key === 'Backspace' && choice.text === '' && isRemovable) {
                event.preventDefault()
                props.onRemove()
              } else if (by !== 0 && event.altKey && !isFixed) {
                event.preventDefault()
                props.onMove(by)
              }
            }}
          />
        </div>
        <RowMenu {...props} isRemovable={isRemovable} onReply={() => setReplying(true)} />
      </div>
      {choice.imageAssetId !== null && <RowPicture choice={choice} number={number} onChange={(altText) => change({ altText })} />}
      {question.type === 'matching' && <PartnerField question={question} choice={choice} index={index} />}
      {(replying || choice.feedback !== '') && props.hasReplies && (
        <Reply
          number={number}
          value={choice.feedback}
          takesFocus={replying}
          onChange={(feedback) => change({ feedback })}
          onClose={() => setReplying(false)}
        />
      )}
    </li>
  )
}

function entry(id: string, label: string, icon: Icon, onAction: () => void): MenuEntry {
  return { id, label, icon, onAction }
}

type MenuProps = Props & { readonly isRemovable: boolean; readonly onReply: () => void }

function RowMenu({ question, choice, index, isFixed, hasReplies, isRemovable, onReply, onMove, onRemove }: MenuProps) {
  const editor = useEditor()
  const document = useDocument()
  const change = useChoiceChange(question, choice)
  const { choices } = question
  const take = (imageAssetId: AssetId | null): void => {
    if (imageAssetId !== null) change({ imageAssetId })
  }
  const pictures = Object.values(document.assets).filter(({ kind, id }) => kind === 'image' && id !== choice.imageAssetId)
  const entries: MenuEntry[] = [
    ...(hasReplies && choice.feedback === '' ? [entry('reply', words.addFeedback, MessageSquareText, onReply)] : []),
    ...pictures
      .slice(-offeredPictures)
      .map(({ id, fileName }) => entry(id, words.pictureFrom(fileName), ImagePlus, () => take(id))),
    entry('picture', words.addPicture, ImagePlus, () => void choosePicture(editor).then(take)),
    ...(choice.imageAssetId === null
      ? []
      : [entry('no-picture', words.removePicture, ImageOff, () => change({ imageAssetId: null, altText: '' }))]),
    ...(!isFixed && index > 0 ? [entry('up', words.moveUp, ArrowUp, () => onMove(-1))] : []),
    ...(!isFixed && index < choices.length - 1 ? [entry('down', words.moveDown, ArrowDown, () => onMove(1))] : []),
    ...(isRemovable ? [{ ...entry('remove', words.remove, Trash2, onRemove), danger: true }] : []),
  ]
  return <Menu label={words.moreAbout(index + 1)} icon={Ellipsis} entries={entries} />
}

type PictureProps = { readonly choice: Choice; readonly number: number; readonly onChange: (altText: string) => void }

function RowPicture({ choice, number, onChange }: PictureProps) {
  const document = useDocument()
  return (
    <div className={styles['picture']}>
      {choice.imageAssetId !== null && <img src={assetUrl(choice.imageAssetId, 'picture')} alt="" />}
      <div className={styles['text']}>
        <TextField
          label={words.pictureText(number)}
          labelHidden
          lines={1}
          placeholder={words.picturePlaceholder}
          value={choice.altText}
          onChange={onChange}
          warning={lacksPictureText(document, choice) ? words.pictureNeedsText : undefined}
        />
      </div>
    </div>
  )
}

type ReplyProps = {
  readonly number: number
  readonly value: string
  readonly takesFocus: boolean
  readonly onChange: (feedback: string) => void
  readonly onClose: () => void
}

function Reply({ number, value, takesFocus, onChange, onClose }: ReplyProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    // The menu that asked for it gives the focus back to its button first.
    const timer = setTimeout(() => field.current?.focus(), 50)
    return () => clearTimeout(timer)
  }, [takesFocus])
  return (
    <div className={styles['reply']}>
      <TextField
        label={words.choiceFeedback(number)}
        labelHidden
        lines={1}
        inputRef={field}
        placeholder={words.feedbackPlaceholder}
        value={value}
        onChange={onChange}
        onBlur={() => {
          if (value === '') onClose()
        }}
      />
    </div>
  )
}
