import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Eye, EyeOff, Keyboard, RotateCcw } from 'lucide-react'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Question } from '#shared/project/schema/question.ts'
import type { PreviewNotice, PreviewOrder } from '#shared/quiz/preview-messages.ts'
import { useDocument, useSelection, useView } from '../editor-context.tsx'
import { phoneLesson } from './phone-lesson.ts'
import { questionPlayhead, useStill } from './use-still.ts'
import styles from './phone.module.css'

const words = text.quiz.phone
/** CSS pixels of a small phone, which the player is laid out for. */
const phoneWidth = 360
/** The phone follows the typing in words rather than letters, which would cost the machine much and show little. */
const calmMs = 80

/** Where the playhead stands at the chosen question: the learner's player asks it, over the picture, and answers. */
export function QuestionPhone() {
  const document = useDocument()
  const [item] = useSelection()
  const [hidden, setHidden] = useState(false)
  const question = item?.kind === 'question' ? document.questions[item.id] : undefined
  const at = question && questionPlayhead(document, question)
  const isHere = useView((view) => !view.playing && view.playheadTicks === at)
  if (!question || !isHere) return null
  return (
    <div className={styles['layer']}>
      {!hidden && <Phone key={question.id} question={question} />}
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

function Phone({ question }: { readonly question: Question }) {
  const document = useDocument()
  const still = useStill(question)
  const frame = useRef<HTMLIFrameElement>(null)
  const enter = useRef<HTMLButtonElement>(null)
  const [isReady, setReady] = useState(false)
  const [turn, setTurn] = useState(0)
  const lesson = useMemo(() => phoneLesson(document, question), [document, question])
  /** Asked anew with every change, and with every turn. */
  const asked = useMemo(() => ({ lesson, picture: still?.blob ?? null, turn }), [lesson, still, turn])
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
    const order: PreviewOrder<Blob> = { kind: 'show', lesson: asked.lesson, questionId: question.id, still: asked.picture }
    // A sandboxed frame has no origin that could be named; what it shows is what its author wrote.
    const timer = setTimeout(() => frame.current?.contentWindow?.postMessage(order, '*'), calmMs)
    return () => clearTimeout(timer)
  }, [isReady, asked, question.id])
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
          title={words.label}
          src={`${learnerOrigin}/`}
          sandbox="allow-scripts allow-forms"
          // Its sheet keeps the focus, so keys enter by the button beside it, and leave by Escape.
          tabIndex={-1}
        />
        {ended === asked && (
          <div className={styles['over']}>
            <p>{words.continued}</p>
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
