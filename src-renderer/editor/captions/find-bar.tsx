import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { findInText, type FindOptions } from '#shared/caption/find-text.ts'
import { replaceInCaptions } from '#shared/edit/commands/caption-text.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { captionItems } from '../timeline/timeline-items.ts'
import { tellWithUndo } from './tell-with-undo.ts'
import styles from './captions.module.css'

type FindBarProps = {
  readonly track: CaptionTrack
  readonly options: FindOptions
  readonly onChange: (options: FindOptions) => void
}

const words = text.captions.find

/** Finds words in the captions of a track, which then shows only those, and replaces them all in one step. */
export function FindBar({ track, options, onChange }: FindBarProps) {
  const editor = useEditor()
  const document = useDocument()
  const [replacement, setReplacement] = useState('')
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const found = useMemo(
    () =>
      captionItems(document, track.id).flatMap(({ id, caption }) => {
        const { length } = findInText(caption.text, options)
        return length > 0 ? [{ id, count: length }] : []
      }),
    [document, options, track.id],
  )
  const count = found.reduce((sum, each) => sum + each.count, 0)
  useEffect(() => field.current?.focus(), [])
  const replaceAll = (): void => {
    const captionIds = found.map(({ id }) => id)
    if (!editor.run(replaceInCaptions, { ...options, captionTrackId: track.id, captionIds, replacement })) return
    tellWithUndo(editor, words.replaced(count))
    field.current?.focus()
  }
  return (
    <section className={styles['tool']} aria-label={words.title}>
      <TextField
        label={words.find}
        value={options.find}
        inputRef={field}
        onChange={(find) => onChange({ ...options, find })}
        {...(options.find !== '' && { hint: words.found(count, found.length) })}
      />
      <TextField label={words.replace} value={replacement} onChange={setReplacement} />
      <div className={styles['toolRow']}>
        <Checkbox
          label={words.matchCase}
          checked={options.matchCase}
          onChange={(matchCase) => onChange({ ...options, matchCase })}
        />
        <Button isDisabled={count === 0} onPress={replaceAll}>
          {words.replaceAll}
        </Button>
      </div>
    </section>
  )
}
