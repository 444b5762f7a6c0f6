import { memo, useRef } from 'react'
import { Check, CircleDashed, Copy, History, Play } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { measureReadability } from '#shared/caption/readability.ts'
import type { TranslationRow } from '#shared/caption/translation-rows.ts'
import { editCaption } from '#shared/edit/commands/captions.ts'
import { confirmTranslation, setTranslation } from '#shared/edit/commands/translations.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { captionWarning } from '../captions/caption-warnings.ts'
import { useEditor } from '../editor-context.tsx'
import { playStretch } from './play-stretch.ts'
import labelled from '#renderer/ui/labelled.module.css'
import styles from './translation.module.css'

export type RowStep = 'next' | 'previous' | 'todo'

type RowProps = {
  readonly id: string
  readonly row: TranslationRow
  readonly source: CaptionTrack
  readonly target: CaptionTrack
  readonly audience: Settings['audience']
  readonly onStep: (from: string, step: RowStep) => void
  readonly onEdit: (id: string) => void
}

const words = text.translation
const stateIcons = { missing: CircleDashed, outdated: History, done: Check } as const

/** A caption, and the field for what it says in the other language. */
export const RowView = memo(function RowView({ id, row, source, target, audience, onStep, onEdit }: RowProps) {
  const editor = useEditor()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const span = (row.source ?? row.target)?.span
  if (!span) return null
  const tracks = { sourceTrackId: source.id, targetTrackId: target.id }
  const sourceId = row.source?.caption.id
  const value = row.target?.caption.text ?? ''
  const start = formatClockTime(span.startTicks)
  const shown = row.target?.span ?? span
  const { maxCharactersPerLine, maxLines } = target.style
  const measured = measureReadability({ ...shown, text: value }, maxCharactersPerLine)
  const write = (next: string): void => {
    onEdit(id)
    const mergeKey = `translate:${target.id}:${id}`
    if (sourceId) editor.run(setTranslation, { ...tracks, sourceId, text: next }, { mergeKey })
    else if (row.target) editor.run(editCaption, { captionId: row.target.caption.id, changes: { text: next } }, { mergeKey })
  }
  const play = (): void => playStretch(editor, span)
  const copy = (): void => {
    if (row.source) write(row.source.caption.text)
    field.current?.focus()
  }
  const look = (): void => {
    const { playheadTicks } = editor
    if (editor.view.getState().playing || (playheadTicks >= span.startTicks && playheadTicks < span.endTicks)) return
    editor.seek(span.startTicks)
  }
  const press = (event: React.KeyboardEvent): void => {
    const { key, shiftKey, altKey, target: at, nativeEvent } = event
    if (!(at instanceof HTMLTextAreaElement) || nativeEvent.isComposing) return
    const isControl = event.ctrlKey || event.metaKey
    const isCaret = at.selectionStart === at.selectionEnd
    if (key === 'Enter' && isControl) onStep(id, 'todo')
    else if (key === 'Enter' && altKey) play()
    else if (key === 'Enter' && !shiftKey) onStep(id, 'next')
    else if (key.toLowerCase() === 'c' && isControl && shiftKey) copy()
    else if (key === 'ArrowUp' && isCaret && at.selectionStart === 0 && !shiftKey) onStep(id, 'previous')
    else if (key === 'ArrowDown' && isCaret && at.selectionStart === at.value.length && !shiftKey) onStep(id, 'next')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const StateIcon = stateIcons[row.state]
  return (
    <li className={styles['row']} data-row={id} data-state={row.state}>
      <div className={styles['time']}>
        <IconButton icon={Play} label={words.play(start)} keys={words.playKey} onPress={play} />
        <span>{start}</span>
      </div>
      <div className={styles['source']}>
        {row.source ? (
          <p lang={source.language} dir="auto">
            {row.source.caption.text}
          </p>
        ) : (
          <p className={styles['none']}>{words.noOriginal}</p>
        )}
        {row.state === 'outdated' && (
          <div className={styles['before']}>
            <p>
              {words.before('')}
              <q lang={source.language} dir="auto">
                {row.target?.caption.translates?.text}
              </q>
            </p>
            <Button onPress={() => sourceId && editor.run(confirmTranslation, { ...tracks, sourceId })}>{words.confirm}</Button>
          </div>
        )}
      </div>
      <div role="presentation" className={styles['target']} lang={target.language} onKeyDownCapture={press}>
        <TextField
          label={words.field(start)}
          labelHidden
          lines={1}
          inputRef={field}
          value={value}
          onFocus={look}
          onChange={write}
          warning={captionWarning(value, shown, maxCharactersPerLine, maxLines, audience)}
          {...(value !== '' && { hint: text.captions.counted(measured.characterCount, measured.charactersPerSecond) })}
        />
      </div>
      <div className={styles['state']}>
        <span title={words.states[row.state]} className={styles['stateIcon']}>
          <StateIcon size={16} aria-hidden />
          <span className={labelled['hidden']}>{words.states[row.state]}</span>
        </span>
        {row.source && <IconButton icon={Copy} label={words.copy} keys={words.copyKey} onPress={copy} />}
      </div>
    </li>
  )
})
