import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { Check, Circle, Pause, Play, RotateCcw, Square, X } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { isReady, type RecordSession, type RecordState, type Take } from './record-session.ts'
import type { Stopwatch } from './stopwatch.ts'
import styles from './record.module.css'

const words = text.record

type ControlsProps = {
  readonly session: RecordSession
  readonly state: RecordState
  readonly onUse: (take: Take) => void
}

/** What can be done next; the main thing has the focus, so that a recording is made with the space bar alone. */
export function Controls({ session, state, onUse }: ControlsProps) {
  const { phase } = state
  switch (phase.kind) {
    case 'ready':
      return (
        <>
          <MainButton variant="danger" icon={Circle} isDisabled={!isReady(state)} onPress={() => session.startCount()}>
            {words.start}
          </MainButton>
          <span className={styles['hint']}>{words.startHint}</span>
        </>
      )
    case 'counting':
      return (
        <MainButton key="cancel" icon={X} onPress={() => session.cancelCount()}>
          {words.cancelCount}
        </MainButton>
      )
    case 'recording':
      return (
        <>
          <Elapsed stopwatch={session.stopwatch} paused={phase.paused} />
          <MainButton key="stop" variant="danger" icon={Square} onPress={() => void session.stop()}>
            {words.stop}
          </MainButton>
          <Button key="pause" size="large" icon={phase.paused ? Play : Pause} onPress={() => session.togglePause()}>
            {phase.paused ? words.goOn : words.pause}
          </Button>
        </>
      )
    case 'ending':
      return <output>{words.ending}</output>
    case 'take':
      return (
        <>
          <MainButton key="use" variant="primary" icon={Check} onPress={() => onUse(phase.take)}>
            {words.use}
          </MainButton>
          <Button key="again" size="large" icon={RotateCcw} onPress={() => void session.retake()}>
            {words.again}
          </Button>
        </>
      )
  }
}

/** Takes the focus when it can be pressed, unless somebody is about something else. */
function MainButton(props: Omit<ComponentProps<typeof Button>, 'ref' | 'size'>) {
  const { isDisabled = false } = props
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isDisabled && document.activeElement === document.body) button.current?.focus()
  }, [isDisabled])
  return <Button {...props} ref={button} size="large" />
}

const tickMs = 100

function Elapsed({ stopwatch, paused }: { readonly stopwatch: Stopwatch; readonly paused: boolean }) {
  const [shownMs, setShownMs] = useState(() => stopwatch.elapsedMs)
  const timer = useRef<ReturnType<typeof setInterval>>(undefined)
  useEffect(() => {
    timer.current = setInterval(() => setShownMs(stopwatch.elapsedMs), tickMs)
    return () => clearInterval(timer.current)
  }, [stopwatch])
  return (
    <span className={styles['elapsed']} data-paused={paused || undefined}>
      <span className={styles['dot']} aria-hidden />
      <span>{paused ? words.paused : words.recording}</span>
      <span role="timer" aria-label={words.elapsed} className={styles['time']}>
        {clock(shownMs)}
      </span>
    </span>
  )
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
