import { useEffect, useMemo, useRef, useState } from 'react'
import { CornerDownLeft, Pause, Play, RotateCcw, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { CaptionList } from '../captions/caption-list.tsx'
import { useOpenTrack } from '../captions/use-open-track.ts'
import { useDocument, useEditor, useView } from '../editor-context.tsx'
import { captionItems } from '../timeline/timeline-items.ts'
import { spokenShotCuts } from '../speech/shot-cuts.ts'
import { useLessonVoice } from './lesson-voice.ts'
import { showCaptionWork } from './open.ts'
import { pauseChoices } from './pace.ts'
import { TypeAlong } from './type-along.ts'
import styles from './type-along.module.css'
import panel from '../panel.module.css'

const words = text.typeAlong
const speeds = [0.5, 0.75, 1] as const
const backSeconds = 3

/** Captions written while listening, by keys alone; what was written stands below. */
export function TypeAlongPanel() {
  const editor = useEditor()
  const document = useDocument()
  const track = useOpenTrack()
  const count = useMemo(() => (track ? captionItems(document, track.id).length : 0), [document, track])
  const isEmpty = deriveTimeline(document).durationTicks === 0
  const close = (): void => showCaptionWork(editor, 'list')
  return (
    <div className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <IconButton icon={X} label={words.close} onPress={close} />
      </header>
      {isEmpty ? <EmptyState icon={Play} title={words.title} body={words.needsClip} /> : <TypingDesk />}
      <div className={panel['scroll']}>{track && count > 0 && <CaptionList key={track.id} track={track} find={null} />}</div>
    </div>
  )
}

function TypingDesk() {
  const editor = useEditor()
  const [work] = useState(() => new TypeAlong(editor))
  const { typed, fromTicks, pauses } = useStore(work.store)
  const playing = useView((view) => view.playing)
  const rate = useView((view) => view.rate)
  const voice = useLessonVoice()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const playButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    let current = true
    work.hear(voice)
    // Where the voice is another, so may be the shots.
    spokenShotCuts(editor)
      .then((cuts) => current && work.knowShotCuts(cuts))
      .catch((thrown: unknown) => editor.tellError(toErrorData(thrown)))
    return () => {
      current = false
    }
  }, [editor, voice, work])
  useEffect(() => {
    const before = editor.view.getState().rate
    editor.view.setState({ loop: null })
    field.current?.focus()
    const stop = work.start()
    return () => {
      stop()
      // What stands in the field was meant to be a caption.
      work.endCaption()
      editor.pause()
      editor.view.setState({ rate: before })
    }
  }, [editor, work])
  const press = (event: React.KeyboardEvent): void => {
    const { key, shiftKey, target, nativeEvent } = event
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    if (!(target instanceof HTMLTextAreaElement) || nativeEvent.isComposing || isModified) return
    if (key === 'Tab') {
      if (shiftKey) work.back(backSeconds)
      else work.togglePlay()
    } else if (key === 'Enter' && !shiftKey) work.endCaption()
    else if (key === 'Escape') playButton.current?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className={styles['desk']} aria-label={words.title}>
      <Standing work={work} />
      <div role="presentation" className={styles['field']} dir="auto" onKeyDownCapture={press}>
        <TextField
          label={words.field}
          lines={3}
          inputRef={field}
          value={typed}
          placeholder={words.placeholder}
          hint={words.from(formatClockTime(fromTicks))}
          onChange={(next) => work.type(next)}
        />
      </div>
      <dl className={styles['keys']}>
        {words.keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['row']}>
        <Button ref={playButton} icon={playing ? Pause : Play} onPress={() => work.togglePlay()}>
          {playing ? words.pause : words.play}
        </Button>
        <Button icon={RotateCcw} onPress={() => work.back(backSeconds)}>
          {words.back}
        </Button>
        <Button
          icon={CornerDownLeft}
          variant="primary"
          isDisabled={typed.trim() === ''}
          onPress={() => {
            work.endCaption()
            field.current?.focus()
          }}
        >
          {words.end}
        </Button>
      </div>
      <Segmented
        label={words.speed}
        value={String(rate)}
        options={speeds.map((speed) => ({ value: String(speed), label: words.speeds[`${speed}`] }))}
        onChange={(value) => editor.view.setState({ rate: speeds.find((speed) => String(speed) === value) ?? 1 })}
      />
      <Segmented
        label={words.pauses}
        value={pauses}
        options={pauseChoices.map((value) => ({ value, label: words.pausesNames[value] }))}
        hint={words.pausesHints[pauses]}
        onChange={(choice) => work.choosePauses(choice)}
      />
    </section>
  )
}

/** Whether the lesson plays, and for what it waits. */
function Standing({ work }: { readonly work: TypeAlong }) {
  const editor = useEditor()
  const held = useStore(work.store, (state) => state.held)
  const playing = useView((view) => view.playing)
  const atEnd = useView(({ playheadTicks }) => playheadTicks >= editor.durationTicks)
  const state = playing ? 'playing' : held ? 'held' : atEnd ? 'end' : 'paused'
  return (
    <p className={styles['standing']} data-state={state}>
      <span className={styles['lamp']} aria-hidden />
      {words.states[state]}
    </p>
  )
}
