import { useMemo, useRef, useState } from 'react'
import {
  AudioLines,
  Captions,
  Download,
  Ellipsis,
  Eraser,
  FileUp,
  Keyboard,
  Languages,
  MoveHorizontal,
  Palette,
  Plus,
  Search,
  TextSelect,
  X,
} from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { Menu } from '#renderer/ui/overlays.tsx'
import type { FindOptions } from '#shared/caption/find-text.ts'
import { clearCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { mainCaptionTrack } from '#shared/project/selectors.ts'
import { addCaptionAtPlayhead } from '../actions/cues.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { CaptioningStatus } from '../speech/captioning-status.tsx'
import { captioningOf, type ClipCaptioning } from '../speech/clip-captioning.ts'
import { ReviewBar } from '../speech/review-bar.tsx'
import { uncertainWords } from '../speech/review.ts'
import { speechEntries } from '../speech/speech-entries.ts'
import { captionItems } from '../timeline/timeline-items.ts'
import { openTypeAlong, showCaptionWork } from '../type-along/open.ts'
import { captionWorks } from '../type-along/works.ts'
import { CaptionList } from './caption-list.tsx'
import { ExportBar } from './export-bar.tsx'
import { FindBar } from './find-bar.tsx'
import { LookBar } from './look-bar.tsx'
import { ShiftBar } from './shift-bar.tsx'
import { tellWithUndo } from './tell-with-undo.ts'
import { TrackBar } from './track-bar.tsx'
import { useOpenTrack } from './use-open-track.ts'
import styles from './captions.module.css'
import panel from '../panel.module.css'

const words = text.captions

const tools = [
  { id: 'find', needsCaptions: true, icon: Search, label: words.find.title },
  { id: 'shift', needsCaptions: true, icon: MoveHorizontal, label: words.shift.title },
  { id: 'look', needsCaptions: false, icon: Palette, label: words.look.title },
  { id: 'tracks', needsCaptions: false, icon: Languages, label: words.tracks.title },
] as const
type Tool = (typeof tools)[number]['id']

/** The captions of the open track, and what is done with all of them. */
export function CaptionPanel() {
  const editor = useEditor()
  const document = useDocument()
  const track = useOpenTrack()
  const items = useMemo(() => (track ? captionItems(document, track.id) : []), [document, track])
  const count = items.length
  const uncertain = useMemo(() => items.reduce((sum, { caption }) => sum + uncertainWords(caption).length, 0), [items])
  const captioning = captioningOf(editor)
  const isCaptioning = useStore(captioning.store, ({ phase }) => phase.kind === 'listening' || phase.kind === 'awaiting-model')
  const hasClips = document.mainTrack.length > 0
  const heading = useRef<HTMLHeadingElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const [tool, setTool] = useState<Tool | 'save' | null>(null)
  const [find, setFind] = useState<FindOptions>({ find: '', matchCase: false })
  useKeepFocus(scroller, { parts: '[data-row]', last: () => heading.current })
  const press = (event: React.KeyboardEvent): void => {
    const { target } = event
    if (event.defaultPrevented || !(target instanceof Element)) return
    const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey
    if (isFind && count > 0) setTool('find')
    else if (event.key === 'Escape' && tool !== null && target.closest('[data-tool]')) {
      setTool(null)
      heading.current?.focus()
    } else return
    event.preventDefault()
  }
  const clear = (): void => {
    if (track && editor.run(clearCaptions, { captionTrackId: track.id })) tellWithUndo(editor, words.cleared(count))
  }
  const offered = tools.filter(({ needsCaptions }) => count > 0 || (track !== null && !needsCaptions))
  const saving = tool === 'save' && track !== null && count > 0
  const shownTool = saving ? 'save' : (offered.find(({ id }) => id === tool)?.id ?? null)
  // The look is judged by its own picture and by the preview, not by the list.
  const fills = shownTool === 'look'
  // A file replaces the captions that show.
  const isShown = track === null || track.id === mainCaptionTrack(document)?.id
  const importing = {
    id: 'import',
    label: words.import,
    icon: FileUp,
    onAction: () => void editor.imports.choose('captions'),
  }
  const isSpoken = hasClips && (track === null || track.kind === 'captions')
  const writing = isSpoken ? text.speech.emptyBody : isShown ? words.emptyBody : words.emptyTrackBody
  const emptyBody = hasClips ? writing : text.editor.media.emptyBody
  const exporting = { id: 'save', label: text.captionExport.menu, icon: Download, onAction: () => setTool('save') }
  const clearing = { id: 'clear', label: words.clear, icon: Eraser, onAction: clear }
  const entries = [
    ...(hasClips ? speechEntries(editor, count > 0 ? track : null) : []),
    ...captionWorks(editor),
    ...(isShown && count > 0 ? [importing] : []),
    ...(count > 0 ? [exporting, clearing] : []),
  ]
  return (
    <div role="presentation" className={styles['panel']} onKeyDown={press}>
      <header className={panel['header']}>
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
          {count > 0 && <span className={panel['count']}>{count.toLocaleString('en')}</span>}
        </h2>
        <div className={styles['tools']}>
          {offered.map(({ id, icon, label }) => (
            <IconToggle key={id} icon={icon} label={label} isSelected={tool === id} onChange={(on) => setTool(on ? id : null)} />
          ))}
          {count > 0 && (
            <IconButton icon={TextSelect} label={text.transcript.title} onPress={() => showCaptionWork(editor, 'text')} />
          )}
          {hasClips && <Menu label={words.more} icon={Ellipsis} entries={entries} />}
          {count === 0 && isShown && (
            <Button icon={FileUp} variant="quiet" isDisabled={!hasClips} onPress={importing.onAction}>
              {words.import}
            </Button>
          )}
        </div>
      </header>
      {track && shownTool && (
        <div data-tool data-fills={fills || undefined} className={styles['toolPlace']}>
          {shownTool === 'find' && <FindBar track={track} options={find} onChange={setFind} />}
          {shownTool === 'shift' && <ShiftBar track={track} />}
          {shownTool === 'look' && <LookBar track={track} />}
          {shownTool === 'tracks' && <TrackBar track={track} />}
          {shownTool === 'save' && <ExportBar track={track} />}
        </div>
      )}
      <CaptioningStatus captioning={captioning} />
      {uncertain > 0 && !fills && <ReviewBar count={uncertain} />}
      <ImportNotes />
      <div ref={scroller} className={panel['scroll']} hidden={fills}>
        {track && count > 0 ? (
          <CaptionList key={track.id} track={track} find={shownTool === 'find' ? find : null} />
        ) : (
          !isCaptioning && (
            <EmptyState icon={Captions} title={words.empty} body={emptyBody}>
              {isSpoken && <CaptionButtons captioning={captioning} />}
            </EmptyState>
          )
        )}
      </div>
      <footer className={panel['footer']} hidden={fills}>
        <Button icon={Plus} wide isDisabled={!hasClips} onPress={() => addCaptionAtPlayhead(editor)}>
          {words.addHere}
        </Button>
        {count > 0 && <p className={styles['keys']}>{words.keys}</p>}
      </footer>
    </div>
  )
}

/** The one button, while it does nothing yet. */
function CaptionButtons({ captioning }: { readonly captioning: ClipCaptioning }) {
  const editor = useEditor()
  return (
    <>
      <Button icon={AudioLines} variant="primary" onPress={() => void captioning.press()}>
        {text.speech.run}
      </Button>
      <Button icon={Keyboard} variant="quiet" onPress={() => openTypeAlong(editor)}>
        {text.speech.typeAlong}
      </Button>
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
