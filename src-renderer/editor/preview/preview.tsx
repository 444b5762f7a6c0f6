import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import { CircleHelp, Clapperboard } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { PictureLayer } from '../canvas/picture-layer.tsx'
import { PictureTools } from '../canvas/picture-tools.tsx'
import { useDocument, useEditor, useSession, useView } from '../editor-context.tsx'
import { ChallengePhone } from '../challenge/challenge-phone.tsx'
import { QuestionPhone } from '../quiz/question-phone.tsx'
import { questionItems } from '../timeline/timeline-items.ts'
import { DeviceFrame, SafeZones } from './device-frame.tsx'
import { Presenter } from './presenter.ts'
import { SimplePresenter } from './simple/simple-presenter.ts'
import { TransportBar } from './transport-bar.tsx'
import { useFullView } from './use-full-view.ts'
import { ViewTools } from './view-tools.tsx'
import styles from './preview.module.css'

const words = text.editor.preview

const pickCanvas = ({ document }: EditSnapshot): CanvasSize => document.settings.canvas
const pickIsEmpty = ({ document }: EditSnapshot): boolean => document.mainTrack.length === 0

/** The lesson as it shows on a device, with what plays it below and what works on its picture beside it. */
export function Preview() {
  const editor = useEditor()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [presenter, setPresenter] = useState<Presenter | SimplePresenter | null>(null)
  const [isSimple, setSimple] = useState(false)
  const size = useSession(pickCanvas)
  const section = useRef<HTMLElement>(null)
  const full = useFullView(section)
  useEffect(() => {
    if (!canvas.current) return
    const created = isSimple
      ? new SimplePresenter(editor, canvas.current)
      : new Presenter(editor, canvas.current, () => setSimple(true))
    editor.attachTransport(created)
    editor.attachScreen(canvas.current)
    setPresenter(created)
    return () => {
      editor.attachTransport(null)
      editor.attachScreen(null)
      created.close()
    }
  }, [editor, isSimple])
  /** A press beside the picture. */
  const letGo = ({ target, currentTarget }: PointerEvent): void => {
    if (target === currentTarget) editor.select([])
  }
  return (
    <section ref={section} className={styles['preview']} aria-label={words.label} data-full={full || undefined}>
      <div className={styles['middle']}>
        {isSimple ? <span /> : <PictureTools />}
        <div className={styles['stage']} onPointerDown={letGo}>
          <DeviceFrame canvas={size}>
            <canvas ref={canvas} className={styles['canvas']} width={size.width} height={size.height} aria-hidden />
            <SafeZones canvas={size} />
            {!isSimple && <PictureLayer />}
            {presenter && <StatusLayer presenter={presenter} />}
            <QuestionMark />
          </DeviceFrame>
          <QuestionPhone />
          <ChallengePhone />
        </div>
        <ViewTools />
      </div>
      {isSimple && <p className={styles['simple']}>{words.simple}</p>}
      <TransportBar />
    </section>
  )
}

function StatusLayer({ presenter }: { readonly presenter: Pick<Presenter, 'status' | 'restart'> }) {
  const status = useStore(presenter.status)
  const isEmpty = useSession(pickIsEmpty)
  const editor = useEditor()
  // A clip that was found again may be what it lacked.
  useEffect(
    () => editor.missing.subscribe(() => void (presenter.status.getState().kind === 'failed' && presenter.restart())),
    [editor, presenter],
  )
  const failed = status.kind === 'failed'
  useEffect(() => {
    if (failed) editor.checkFiles().catch((thrown: unknown) => editor.tellError(toErrorData(thrown)))
  }, [editor, failed])
  if (isEmpty && status.kind !== 'ahead') {
    return (
      <div className={styles['cover']}>
        <EmptyState icon={Clapperboard} title={words.empty} body={words.emptyBody} />
      </div>
    )
  }
  if (status.kind === 'failed') {
    return (
      <div className={styles['failed']}>
        <Notice tone="error" title={words.failed} actions={<Button onPress={() => presenter.restart()}>{words.restart}</Button>}>
          <p>{describeError(status.error)}</p>
        </Notice>
      </div>
    )
  }
  return null
}

/** Where the playhead stands on a question: the lesson pauses there, and this is what learners are asked. */
function QuestionMark() {
  const document = useDocument()
  const items = useMemo(() => questionItems(document), [document])
  const isHidden = useView((view) => view.questionsHidden)
  const prompt = useView((view) => items.find((item) => item.ticks === view.playheadTicks)?.question.prompt ?? null)
  if (prompt === null || isHidden) return null
  return (
    <div className={styles['question']}>
      <CircleHelp size={18} aria-hidden />
      <span>
        <span className={styles['questionNote']}>{words.questionHere}</span>
        <span className={styles['questionPrompt']}>{prompt || text.quiz.untitled}</span>
      </span>
    </div>
  )
}
