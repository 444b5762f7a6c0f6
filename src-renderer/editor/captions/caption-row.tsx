import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { Check, Scissors, Trash2, WrapText } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { measureReadability } from '#shared/caption/readability.ts'
import { divideCaption } from '#shared/edit/commands/caption-text.ts'
import { deleteCaptions, editCaption, retimeCaption } from '#shared/edit/commands/captions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useEditor } from '../editor-context.tsx'
import { useFocusRequest } from '../focus-request.ts'
import { captionCursor, wantedWord } from '../speech/go-to-word.ts'
import { UncertainWords } from '../speech/uncertain-words.tsx'
import type { CaptionItem } from '../timeline/timeline-items.ts'
import type { CaptionCursor } from './caption-actions.ts'
import { captionKeyAction, type CaptionKeyAction } from './caption-keys.ts'
import { captionWarning, longTextCharacters } from './caption-warnings.ts'
import { emphasiseByKey } from './emphasise-by-key.ts'
import { TimeField } from './time-field.tsx'
import styles from './captions.module.css'

type CaptionRowProps = {
  readonly item: CaptionItem
  readonly track: CaptionTrack
  readonly audience: LessonDocument['settings']['audience']
  readonly index: number
  readonly count: number
  readonly topPx: number
  readonly selected: boolean
  /** It shows where the playhead stands. */
  readonly current: boolean
  /** Where the cursor is wanted; null where it is wanted elsewhere. */
  readonly cursor: CaptionCursor | null
  /** Says whether something was done. */
  readonly onAction: (action: Exclude<CaptionKeyAction, 'leave'>, item: CaptionItem, at: number) => boolean
  readonly measure: (row: HTMLElement) => () => void
}

const words = text.captions
const { review } = text.speech

/** One caption: its times, its text with the remark that helps it most, and what can be done with it. */
export const CaptionRow = memo(function CaptionRow(props: CaptionRowProps) {
  const { item, track, audience, selected, current, cursor, onAction } = props
  const editor = useEditor()
  const { id, caption, span } = item
  const row = useRef<HTMLLIElement>(null)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  /** As it was when the cursor came: the field takes letters back by itself. */
  const began = useRef(caption)
  const start = formatClockTime(span.startTicks)
  useFocusRequest('caption-text', field, selected)
  useLayoutEffect(() => {
    if (cursor === null || !field.current) return
    field.current.focus()
    field.current.setSelectionRange(cursor.at, cursor.at)
  }, [cursor])
  const word = useStore(wantedWord, ({ place }) => (place?.item.id === id ? place : null))
  useLayoutEffect(() => {
    if (word === null || !field.current) return
    field.current.focus()
    field.current.setSelectionRange(word.from, word.to)
    wantedWord.setState({ place: null })
  }, [word])
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  useEffect(() => {
    if (current && editor.view.getState().playing) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current, editor])

  const select = (): void => {
    if (!selected) editor.select([{ kind: 'caption', id }])
    const { playheadTicks } = editor
    if (playheadTicks >= span.startTicks && playheadTicks < span.endTicks) return
    editor.pause()
    editor.seek(span.startTicks)
  }
  const press = (event: React.KeyboardEvent<HTMLElement>): void => {
    const { target } = event
    if (!(target instanceof HTMLTextAreaElement) || event.nativeEvent.isComposing) return
    if (emphasiseByKey(editor, caption, target, event)) return
    const lineHeight = Number.parseFloat(getComputedStyle(target).lineHeight)
    const action = captionKeyAction(
      { key: event.key, shiftKey: event.shiftKey, modified: event.ctrlKey || event.metaKey || event.altKey },
      {
        text: target.value,
        from: target.selectionStart,
        to: target.selectionEnd,
        isOneLine: target.scrollHeight < 2 * lineHeight,
      },
    )
    if (action === null) return
    if (action === 'leave') row.current?.querySelector('input')?.focus()
    // At the ends of the list, Tab leaves it.
    else if (!onAction(action, item, target.selectionStart) && event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
  }
  const noteCursor = ({ target }: React.SyntheticEvent): void => {
    if (target instanceof HTMLTextAreaElement) captionCursor.setState({ cursor: { id, at: target.selectionEnd } })
  }
  const retime = (changes: { readonly startTicks?: typeof span.startTicks; readonly endTicks?: typeof span.endTicks }): void => {
    editor.run(retimeCaption, { captionId: id, ...changes }, { mergeKey: `retime:${id}` })
  }
  const measured = measureReadability({ ...span, text: caption.text }, track.style.maxCharactersPerLine)
  const isTooLong = measured.characterCount > longTextCharacters
  useEffect(() => {
    // What can be done about it stands below the text.
    if (isTooLong && selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isTooLong, selected])
  return (
    <li
      ref={(element) => {
        row.current = element
        return element ? props.measure(element) : undefined
      }}
      className={styles['row']}
      style={{ insetBlockStart: props.topPx }}
      lang={track.language}
      data-row
      data-id={id}
      data-selected={selected || undefined}
      data-current={current || undefined}
      aria-current={current || undefined}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
      onPointerDown={({ target, currentTarget }) => {
        if (target === currentTarget) select()
      }}
    >
      <div className={styles['rowHead']}>
        <TimeField
          label={words.startLabel(start)}
          value={span.startTicks}
          onFocus={select}
          onChange={(startTicks) => retime({ startTicks })}
        />
        <span aria-hidden>–</span>
        <TimeField
          label={words.endLabel(start)}
          value={span.endTicks}
          onFocus={select}
          onChange={(endTicks) => retime({ endTicks })}
        />
        <span className={styles['rowActions']} data-shown={caption.done || undefined}>
          <IconToggle
            icon={Check}
            label={(caption.done ? review.accepted : review.accept)(start)}
            isSelected={caption.done}
            onChange={(isDone) => editor.run(editCaption, { captionId: id, changes: { done: isDone } })}
          />
          <IconButton
            icon={Scissors}
            label={words.split(start)}
            keys={words.splitKey}
            onPress={() => onAction('split', item, field.current?.selectionStart ?? 0)}
          />
          <IconButton
            icon={WrapText}
            label={words.join(start)}
            isDisabled={props.index === props.count - 1}
            onPress={() => onAction('merge-next', item, 0)}
          />
          <IconButton
            icon={Trash2}
            label={words.delete(start)}
            onPress={() => editor.run(deleteCaptions, { captionIds: [id] })}
          />
        </span>
      </div>
      <div role="presentation" onKeyDown={press} onSelect={noteCursor}>
        <TextField
          label={words.rowLabel(start)}
          labelHidden
          lines={1}
          inputRef={field}
          value={caption.text}
          onFocus={() => {
            began.current = caption
            select()
          }}
          onChange={(next) =>
            editor.run(
              editCaption,
              { captionId: id, changes: { text: next }, began: began.current },
              { mergeKey: `caption:${id}` },
            )
          }
          warning={
            isTooLong
              ? words.tooLong(measured.characterCount)
              : captionWarning(caption.text, span, track.style.maxCharactersPerLine, track.style.maxLines, audience)
          }
          {...(selected && caption.text !== '' && { hint: words.counted(measured.characterCount, measured.charactersPerSecond) })}
        />
      </div>
      <UncertainWords item={item} />
      {isTooLong && (
        <Button variant="secondary" onPress={() => editor.run(divideCaption, { captionId: id })}>
          {words.divide}
        </Button>
      )}
    </li>
  )
})
