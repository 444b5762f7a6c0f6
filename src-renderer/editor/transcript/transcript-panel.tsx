import { useMemo, useRef, useState } from 'react'
import { PencilLine, Scissors, TextSelect, WandSparkles, X } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { cutWords } from '#shared/edit/commands/cut-words.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { transcriptWords } from '#shared/speech/transcript-words.ts'
import { subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useOpenTrack } from '../captions/use-open-track.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { showCaptionWork } from '../type-along/open.ts'
import { findWords } from './paragraphs.ts'
import { TranscriptText } from './transcript-text.tsx'
import { orderOf, type WordRange } from './word-keys.ts'
import styles from './transcript.module.css'
import panel from '../panel.module.css'

const words = text.transcript

/** The lesson as text: what is deleted there is cut out of the film. */
export function TranscriptPanel() {
  const editor = useEditor()
  const track = useOpenTrack()
  return (
    <div className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <div className={styles['tabs']}>
          <IconButton icon={WandSparkles} label={words.tidy.title} onPress={() => showCaptionWork(editor, 'tidy')} />
          <IconButton icon={X} label={words.close} onPress={() => showCaptionWork(editor, 'list')} />
        </div>
      </header>
      {track ? <TrackText key={track.id} track={track} /> : <Empty />}
    </div>
  )
}

function Empty() {
  return <EmptyState icon={TextSelect} title={words.empty} body={words.emptyBody} />
}

function TrackText({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const document = useDocument()
  const transcript = useMemo(() => transcriptWords(document, track.id), [document, track.id])
  const [range, setRange] = useState<WordRange | null>(null)
  const [corrected, setCorrected] = useState<number | null>(null)
  const [find, setFind] = useState('')
  const searchField = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const found = useMemo(() => findWords(transcript, find), [find, transcript])
  if (transcript.length === 0) return <Empty />
  const last = transcript.length - 1
  // What is marked may have gone by an undo.
  const marked = range && { anchor: Math.min(range.anchor, last), focus: Math.min(range.focus, last) }
  const order = marked && orderOf(marked)
  const chosen = order ? transcript.slice(order.first, order.last + 1) : []
  const untimed = transcript.filter(({ timed }) => !timed).length
  const focusText = (): void => place.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
  const cut = (): void => {
    const [first] = chosen
    if (!order || !first) return
    const before = editor.durationTicks
    editor.pause()
    if (!editor.run(cutWords, { captionTrackId: track.id, words: chosen })) return
    const seconds = ticksToSeconds(subtractTicks(before, editor.durationTicks)).toFixed(1)
    tellWithUndo(editor, words.cutDone(chosen.filter(({ timed }) => timed).length, seconds))
    setRange(null)
    editor.seek(first.span.startTicks)
    focusText()
  }
  const goToFind = (): void => {
    const behind = order ? order.first : -1
    const next = found.find(({ first }) => first > behind) ?? found[0]
    const word = next && transcript[next.first]
    if (!next || !word) return
    setRange({ anchor: next.first, focus: next.last })
    editor.pause()
    editor.seek(word.span.startTicks)
    announce(
      transcript
        .slice(next.first, next.last + 1)
        .map((each) => each.text)
        .join(' '),
    )
  }
  const press = (event: React.KeyboardEvent): void => {
    const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey
    if (isFind) searchField.current?.select()
    else if (event.key === 'Enter' && event.target === searchField.current) goToFind()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div role="presentation" ref={place} className={styles['place']} onKeyDown={press}>
      <div className={styles['tools']}>
        <SearchField label={words.find} value={find} onChange={setFind} inputRef={searchField} />
        {find.trim() !== '' && (
          <div className={styles['foundRow']}>
            <output className={styles['count']}>{words.found(found.length)}</output>
            <Button variant="quiet" isDisabled={found.length === 0} onPress={goToFind}>
              {words.next}
            </Button>
          </div>
        )}
        {untimed > 0 && <Notice tone="info" title={words.untimed(untimed)} />}
      </div>
      <div className={panel['scroll']}>
        <TranscriptText
          transcript={transcript}
          language={track.language}
          range={marked}
          onRange={setRange}
          found={found}
          onCut={cut}
          corrected={corrected}
          onCorrect={setCorrected}
        />
      </div>
      <footer className={panel['footer']}>
        <div className={styles['actions']}>
          <Button icon={Scissors} isDisabled={chosen.length === 0} onPress={cut}>
            {words.cut(chosen.length)}
          </Button>
          <Button
            icon={PencilLine}
            variant="quiet"
            isDisabled={chosen.length !== 1}
            onPress={() => setCorrected(marked?.focus ?? null)}
          >
            {words.correct}
          </Button>
        </div>
        <p className={styles['keys']}>{words.keys}</p>
      </footer>
    </div>
  )
}
