import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Eye, EyeOff, Keyboard, RotateCcw } from 'lucide-react'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import type { PreviewNotice, PreviewOrder } from '#shared/quiz/preview-messages.ts'
import styles from './phone.module.css'

const words = text.quiz.phone
/** CSS pixels of a small phone, which the player is laid out for. */
const phoneWidth = 360
/** The phone follows the typing in words rather than letters, which would cost the machine much and show little. */
const calmMs = 80

/** Lies over the stage and can be taken away to see the bare picture. */
export function PhoneLayer({ children }: { readonly children: ReactNode }) {
  const [hidden, setHidden] = useState(false)
  return (
    <div className={styles['layer']}>
      {!hidden && children}
      <div className={styles['hide']}>
        <IconToggle
          icon={hidden ? Eye : EyeOff}
          label={hidden ? words.show : words.hide}
          isSelected={hidden}
          onChange={setHidden}
        />
      </div>
    </div>
  )
}

type LearnerPhoneProps = {
  /** The same object while it says the same: every other one is shown anew. */
  readonly lesson: PlayerLesson
  /** Null shows the challenge. */
  readonly questionId: string | null
  readonly picture: Blob | null
  readonly label: string
  /** What is said where the learner would go on. */
  readonly continued: string
}

/** The learner's own player in a small phone; it is used as learners do. */
export function LearnerPhone({ lesson, questionId, picture, label, continued }: LearnerPhoneProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const enter = useRef<HTMLButtonElement>(null)
  const [isReady, setReady] = useState(false)
  const [turn, setTurn] = useState(0)
  /** Asked anew with every change, and with every turn. */
  const asked = useMemo(() => ({ lesson, picture, turn }), [lesson, picture, turn])
  const [ended, setEnded] = useState<typeof asked | null>(null)
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<PreviewNotice>): void => {
      if (source !== frame.current?.contentWindow) return
      if (data.kind === 'ready') setReady(true)
      if (data.kind === 'continued') setEnded(asked)
      if (data.kind === 'left') enter.current?.focus()
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [asked])
  useEffect(() => {
    if (!isReady) return
    const order: PreviewOrder<Blob> = { kind: 'show', lesson: asked.lesson, questionId, still: asked.picture }
    // A sandboxed frame has no origin that could be named; what it shows is what its author wrote.
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(order, '*'), calmMs)
    return () => clearTimeout(timer)
  }, [isReady, asked, questionId])
  const [scale, setScale] = useState(0)
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const sizes = new ResizeObserver(([entry]) => setScale((entry?.contentRect.width ?? 0) / phoneWidth))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return (
    <>
      <div ref={measure} className={styles['phone']}>
        <iframe
          ref={frame}
          className={styles['frame']}
          style={{ transform: `scale(${scale})` }}
          title={label}
          src={`${learnerOrigin}/`}
          sandbox="allow-scripts allow-forms"
          // Its sheet keeps the focus, so keys enter by the button beside it, and leave by Escape.
          tabIndex={-1}
        />
        {ended === asked && (
          <div className={styles['over']}>
            <p>{continued}</p>
            <Button icon={RotateCcw} onPress={() => setTurn((before) => before + 1)}>
              {words.again}
            </Button>
          </div>
        )}
      </div>
      <div className={styles['tools']}>
        <IconButton ref={enter} icon={Keyboard} label={words.enter} onPress={() => frame.current?.focus()} />
        <IconButton icon={RotateCcw} label={words.again} onPress={() => setTurn((before) => before + 1)} />
      </div>
    </>
  )
}
