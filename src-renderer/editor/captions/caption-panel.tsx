import { useRef } from 'react'
import { Captions, FileUp, Plus, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { addCaptionAtPlayhead } from '../actions/cues.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { captionItems } from '../timeline/timeline-items.ts'
import { CaptionList } from './caption-list.tsx'
import { useOpenTrack } from './use-open-track.ts'
import styles from './captions.module.css'
import panel from '../panel.module.css'

const words = text.captions

/** The captions of the open track, and what is done with all of them. */
export function CaptionPanel() {
  const editor = useEditor()
  const document = useDocument()
  const track = useOpenTrack()
  const count = countShown(document, track)
  const hasClips = document.mainTrack.length > 0
  const heading = useRef<HTMLHeadingElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  useKeepFocus(scroller, { parts: '[data-row]', last: () => heading.current })
  return (
    <>
      <header className={panel['header']}>
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
          {count > 0 && <span className={panel['count']}>{count.toLocaleString('en')}</span>}
        </h2>
        <Button icon={FileUp} variant="quiet" isDisabled={!hasClips} onPress={() => void editor.imports.choose('captions')}>
          {words.import}
        </Button>
      </header>
      <ImportNotes />
      <div ref={scroller} className={panel['scroll']}>
        {track && count > 0 ? (
          <CaptionList key={track.id} track={track} />
        ) : (
          <EmptyState icon={Captions} title={words.empty} body={hasClips ? words.emptyBody : text.editor.media.emptyBody} />
        )}
      </div>
      <footer className={panel['footer']}>
        <Button icon={Plus} wide isDisabled={!hasClips} onPress={() => addCaptionAtPlayhead(editor)}>
          {words.addHere}
        </Button>
        {count > 0 && <p className={styles['keys']}>{words.keys}</p>}
      </footer>
    </>
  )
}

function countShown(document: LessonDocument, track: CaptionTrack | null): number {
  return track ? captionItems(document, track.id).length : 0
}

function ImportNotes() {
  const { imports } = useEditor()
  const notes = useStore(imports.store, (state) => state.captionNotes)
  if (notes.length === 0) return null
  return (
    <div className={styles['notes']}>
      <Notice
        tone="info"
        title={words.importNotes}
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
