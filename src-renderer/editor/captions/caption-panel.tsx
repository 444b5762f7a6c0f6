import { useEffect, useMemo, useRef } from 'react'
import { Captions, FileUp, Plus, Trash2, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { deleteCaptions, editCaption } from '#shared/edit/commands/captions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import { addCaptionAtPlayhead } from '../actions/cues.ts'
import { useDocument, useEditor, useSelection } from '../editor-context.tsx'
import { useFocusRequest } from '../focus-request.ts'
import { captionItems, type CaptionItem } from '../timeline/timeline-items.ts'
import { captionWarning } from './caption-warnings.ts'
import styles from './captions.module.css'
import panel from '../panel.module.css'

/** All captions in order, edited where they stand. */
export function CaptionPanel() {
  const editor = useEditor()
  const document = useDocument()
  const items = useMemo(() => captionItems(document), [document])
  const selectedId = useSelection()[0]?.id
  const hasClips = document.mainTrack.length > 0
  const heading = useRef<HTMLHeadingElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  useKeepFocus(rows, { parts: '[data-row]', last: () => heading.current })
  return (
    <>
      <header className={panel['header']}>
        <h2 ref={heading} tabIndex={-1}>
          {text.captions.title}
          {items.length > 0 && <span className={panel['count']}>{items.length.toLocaleString('en')}</span>}
        </h2>
        <Button icon={FileUp} variant="quiet" isDisabled={!hasClips} onPress={() => void editor.imports.choose('captions')}>
          {text.captions.import}
        </Button>
      </header>
      <div ref={rows} className={panel['scroll']}>
        <ImportNotes />
        {items.length === 0 ? (
          <EmptyState
            icon={Captions}
            title={text.captions.empty}
            body={hasClips ? text.captions.emptyBody : text.editor.media.emptyBody}
          />
        ) : (
          <ol className={styles['list']} aria-label={text.captions.listLabel}>
            {items.map((item) => (
              <CaptionRow key={item.id} item={item} selected={item.id === selectedId} />
            ))}
          </ol>
        )}
      </div>
      <footer className={panel['footer']}>
        <Button icon={Plus} wide isDisabled={!hasClips} onPress={() => addCaptionAtPlayhead(editor)}>
          {text.captions.addHere}
        </Button>
      </footer>
    </>
  )
}

function ImportNotes() {
  const { imports } = useEditor()
  const notes = useStore(imports.store, (state) => state.captionNotes)
  if (notes.length === 0) return null
  return (
    <div className={styles['notes']}>
      <Notice
        tone="info"
        title={text.captions.importNotes}
        actions={<IconButton icon={X} label={text.common.dismiss} onPress={() => imports.dismissCaptionNotes()} />}
      >
        <ul className={styles['noteList']}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function CaptionRow({ item, selected }: { readonly item: CaptionItem; readonly selected: boolean }) {
  const editor = useEditor()
  const { settings, captionTracks } = useDocument()
  const { id, caption, span } = item
  const start = formatPlayhead(span.startTicks, settings.frameRate)
  const style = captionTracks[caption.captionTrackId]?.style
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useFocusRequest('caption-text', field, selected)
  useEffect(() => {
    if (selected) field.current?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const select = (): void => {
    if (!selected) editor.select([{ kind: 'caption', id }])
    const { playheadTicks } = editor
    if (playheadTicks < span.startTicks || playheadTicks >= span.endTicks) {
      editor.pause()
      editor.seek(span.startTicks)
    }
  }
  return (
    <li className={styles['row']} data-row data-selected={selected || undefined}>
      <div className={styles['rowHead']}>
        <Button variant="quiet" onPress={select}>
          {start}
        </Button>
        <IconButton
          icon={Trash2}
          label={text.captions.delete(start)}
          onPress={() => editor.run(deleteCaptions, { captionIds: [id] })}
        />
      </div>
      <TextField
        label={text.captions.rowLabel(start)}
        labelHidden
        lines={1}
        inputRef={field}
        value={caption.text}
        onFocus={select}
        onChange={(next) => editor.run(editCaption, { captionId: id, changes: { text: next } }, { mergeKey: `caption:${id}` })}
        warning={style && captionWarning(caption.text, span, style.maxCharactersPerLine, style.maxLines, settings.audience)}
      />
    </li>
  )
}
