import { useEffect, useRef, type ComponentProps } from 'react'
import { ArrowLeft, Circle, Headphones, Mic, RotateCcw, Square, X } from 'lucide-react'
import { useStore } from 'zustand'
import { LevelMeter } from '#renderer/devices/level-meter.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Segmented, Select } from '#renderer/ui/choices.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { useSession, useView } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { lessonSounds, recordedTicks, type LessonSound, type VoiceOver, type VoicePhase } from './voice-over.ts'
import styles from './voice-over.module.css'

const words = text.music.voice
const soundNames = Object.keys(lessonSounds) as readonly LessonSound[]
const pickHasClips = ({ document }: EditSnapshot): boolean => document.mainTrack.length > 0

/** Speaks over the lesson while it plays beside this panel. */
export function VoiceOverView({ voiceOver }: { readonly voiceOver: VoiceOver }) {
  const hasClips = useSession(pickHasClips)
  const { devices, stream, problem, lessonSound, phase, notice } = useStore(voiceOver.store)
  const isBusy = phase.kind === 'counting' || phase.kind === 'recording' || phase.kind === 'saving'
  const usedId = stream?.getTracks()[0]?.getSettings().deviceId
  return (
    <>
      <header className={panel['header']}>
        <span className={styles['title']}>
          <IconButton icon={ArrowLeft} label={words.back} isDisabled={isBusy} onPress={() => void voiceOver.close()} />
          <h2>{words.title}</h2>
        </span>
      </header>
      <div className={panel['scroll']}>
        {!hasClips ? (
          <EmptyState icon={Mic} title={words.noClip} body={words.noClipBody} />
        ) : (
          <div className={styles['body']}>
            <p className={styles['hint']}>{words.hint}</p>
            {!isBusy && devices.length > 0 && (
              <Select
                label={words.microphone}
                value={usedId ?? devices[0]?.id ?? ''}
                options={devices.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => void voiceOver.choose(id)}
              />
            )}
            {stream ? <LevelMeter stream={stream} /> : problem === null && <p className={styles['hint']}>{words.opening}</p>}
            {problem !== null && (
              <p className={styles['warning']} role="alert">
                {problem}
              </p>
            )}
            <Segmented
              label={words.lessonSound}
              value={lessonSound}
              options={soundNames.map((value) => ({ value, label: words.sounds[value] }))}
              onChange={(value) => voiceOver.setLessonSound(value)}
            />
            {lessonSound !== 'off' && (
              <p className={styles['note']}>
                <Headphones size={14} aria-hidden />
                {words.headphones}
              </p>
            )}
            <div className={styles['stage']} data-phase={phase.kind}>
              <Stage voiceOver={voiceOver} phase={phase} canStart={stream !== null} />
            </div>
            {notice !== null && (
              <p className={styles['warning']} role="alert">
                {notice}
              </p>
            )}
          </div>
        )}
      </div>
    </>
  )
}

type StageProps = { readonly voiceOver: VoiceOver; readonly phase: VoicePhase; readonly canStart: boolean }

function Stage({ voiceOver, phase, canStart }: StageProps) {
  switch (phase.kind) {
    case 'ready':
      return <Start voiceOver={voiceOver} canStart={canStart} />
    case 'counting':
      return (
        <>
          <span className={styles['count']} aria-hidden>
            {phase.left}
          </span>
          <MainButton key="cancel" icon={X} onPress={() => voiceOver.cancelCount()}>
            {words.cancel}
          </MainButton>
        </>
      )
    case 'recording':
      return <Recording voiceOver={voiceOver} phase={phase} />
    case 'saving':
      return <output>{words.saving}</output>
    case 'done':
      return (
        <>
          <p className={styles['hint']}>{words.done(formatLength(phase.fromTicks))}</p>
          <div className={styles['pair']}>
            <MainButton key="again" icon={RotateCcw} isDisabled={!canStart} onPress={() => voiceOver.retake()}>
              {words.retake}
            </MainButton>
            <span className={styles['hint']}>{words.retakeHint}</span>
          </div>
          <Start voiceOver={voiceOver} canStart={canStart} />
        </>
      )
  }
}

function Start({ voiceOver, canStart }: Omit<StageProps, 'phase'>) {
  const at = useView((view) => formatLength(view.playheadTicks))
  return (
    <>
      <MainButton key="start" variant="danger" icon={Circle} isDisabled={!canStart} onPress={() => voiceOver.start()}>
        {words.start}
      </MainButton>
      <span className={styles['hint']}>{words.startAt(at)}</span>
    </>
  )
}

function Recording({
  voiceOver,
  phase,
}: {
  readonly voiceOver: VoiceOver
  readonly phase: Extract<VoicePhase, { kind: 'recording' }>
}) {
  const time = useView((view) => formatLength(recordedTicks(view.playheadTicks, phase.fromTicks)))
  return (
    <>
      <span className={styles['elapsed']}>
        <span className={styles['dot']} aria-hidden />
        <span>{words.recording}</span>
        <span role="timer" aria-label={words.recorded} className={styles['time']}>
          {time}
        </span>
      </span>
      <MainButton key="stop" variant="danger" icon={Square} onPress={() => void voiceOver.stop()}>
        {words.stop}
      </MainButton>
    </>
  )
}

/** Takes the focus when what stood in its place is gone, unless somebody is about something else. */
function MainButton(props: Omit<ComponentProps<typeof Button>, 'ref' | 'size'>) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  return <Button {...props} ref={button} size="large" />
}
