import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Check } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { addChoice, deleteChoice, editChoice } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import type { Choice, Question } from '#shared/project/schema/question.ts'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import { useDocument, useEditor } from '../../editor-context.tsx'
import { corners, drawnRegion, movedRegion, resizedRegion, type Corner, type Point } from '../region-edit.ts'
import { useStill } from '../use-still.ts'
import styles from './hotspot.module.css'

const words = text.quiz.hotspot
const stepFraction = 0.01
/** Less is a click. */
const drawThreshold = 0.02

type Props = { readonly question: Question; readonly onAdded: () => void }

/** The picture at which the question stands, with its places: drawn, moved and resized by pointer or keys. */
export function HotspotPicture({ question, onAdded }: Props) {
  const editor = useEditor()
  const document = useDocument()
  const { width, height } = document.settings.canvas
  const still = useStill(question)
  const frame = useRef<HTMLFieldSetElement>(null)
  const keysId = useId()
  const [drawn, setDrawn] = useState<Region | null>(null)
  const pointOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = frame.current?.getBoundingClientRect()
    return box ? { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height } : { x: 0, y: 0 }
  }
  const draw = (event: PointerEvent): void => {
    if (event.button !== 0 || event.target !== event.currentTarget) return
    const from = pointOf(event)
    followPointer({
      onMove: (moved) => setDrawn(drawnRegion(from, pointOf(moved))),
      onEnd: (last, keep) => {
        setDrawn(null)
        const to = last && pointOf(last)
        if (!keep || !to || Math.hypot(to.x - from.x, to.y - from.y) < drawThreshold) return
        const changes = { region: drawnRegion(from, to), correct: question.choices.length === 0 }
        if (editor.run(addChoice, { questionId: question.id, changes })) onAdded()
      },
    })
  }
  return (
    <>
      <fieldset
        ref={frame}
        className={styles['frame']}
        style={{ aspectRatio: `${width} / ${height}` }}
        aria-label={words.picture}
        onPointerDown={draw}
      >
        {still === null ? (
          <div className={styles['wait']}>
            <p>{words.wait}</p>
            <Button onPress={() => editor.seek(anchorToTimeline(question.anchor, document))}>{words.goThere}</Button>
          </div>
        ) : (
          <img className={styles['still']} src={still.url} alt="" draggable={false} />
        )}
        {question.choices.map((choice, index) => (
          <Place key={choice.id} question={question} choice={choice} index={index} keysId={keysId} pointOf={pointOf} />
        ))}
        {drawn && <div className={styles['drawn']} style={placeStyle(drawn)} />}
      </fieldset>
      {question.choices.length > 0 && (
        <p id={keysId} className={styles['keys']}>
          {words.keys}
        </p>
      )}
    </>
  )
}

const percent = (fraction: number): string => `${fraction * 100}%`
const placeStyle = ({ x, y, width, height }: Region) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
})

type PlaceProps = {
  readonly question: Question
  readonly choice: Choice
  readonly index: number
  /** Of the text that tells the keys. */
  readonly keysId: string
  readonly pointOf: (event: { readonly clientX: number; readonly clientY: number }) => Point
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -stepFraction, y: 0 },
  ArrowRight: { x: stepFraction, y: 0 },
  ArrowUp: { x: 0, y: -stepFraction },
  ArrowDown: { x: 0, y: stepFraction },
}

function Place({ question, choice, index, keysId, pointOf }: PlaceProps) {
  const editor = useEditor()
  const { region } = choice
  if (!region) return null
  const keep = (next: Region): void => {
    const mergeKey = `choice:${choice.id}:region`
    editor.run(editChoice, { questionId: question.id, choiceId: choice.id, changes: { region: next } }, { mergeKey })
  }
  const grab = (event: PointerEvent, corner: Corner | null): void => {
    if (event.button !== 0) return
    event.stopPropagation()
    const from = pointOf(event)
    editor.session.beginDrag()
    followPointer({
      onMove: (moved) => {
        const to = pointOf(moved)
        const by = { x: to.x - from.x, y: to.y - from.y }
        const next = corner ? resizedRegion(region, corner, by) : movedRegion(region, by)
        editor.session.updateDrag(editChoice, { questionId: question.id, choiceId: choice.id, changes: { region: next } })
      },
      onEnd: (_last, kept) => {
        if (kept) editor.tell(editor.session.commitDrag())
        else editor.session.cancelDrag()
      },
    })
  }
  const pressKey = (event: KeyboardEvent): void => {
    const by = arrows[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      event.stopPropagation()
      editor.run(deleteChoice, { questionId: question.id, choiceId: choice.id })
    }
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    const next = event.shiftKey ? resizedRegion(region, 'bottom-right', by) : movedRegion(region, by)
    keep(next)
    const [x, y, wide, high] = [next.x, next.y, next.width, next.height].map((value) => Math.round(value * 100))
    announce(event.shiftKey ? words.sized(wide ?? 0, high ?? 0) : words.moved(x ?? 0, y ?? 0))
  }
  return (
    <button
      type="button"
      className={styles['place']}
      data-correct={choice.correct || undefined}
      style={placeStyle(region)}
      aria-label={words.place(index + 1, choice.text)}
      aria-describedby={keysId}
      onKeyDown={pressKey}
      onPointerDown={(event) => grab(event, null)}
    >
      <span className={styles['label']} aria-hidden>
        {index + 1}
        {choice.correct && <Check size={12} strokeWidth={3} />}
      </span>
      {corners.map((corner) => (
        <span
          key={corner}
          className={styles['corner']}
          data-corner={corner}
          onPointerDown={(event) => grab(event, corner)}
          aria-hidden
        />
      ))}
    </button>
  )
}

type Follow = {
  readonly onMove: (event: globalThis.PointerEvent) => void
  /** The last move, if there was one, and whether it is kept. */
  readonly onEnd: (last: globalThis.PointerEvent | null, keep: boolean) => void
}

/** Until the button is released, or Escape gives up. */
function followPointer({ onMove, onEnd }: Follow): void {
  const listening = new AbortController()
  const { signal } = listening
  let last: globalThis.PointerEvent | null = null
  const finish = (keep: boolean): void => {
    listening.abort()
    onEnd(last, keep)
  }
  window.addEventListener(
    'pointermove',
    (event) => {
      last = event
      onMove(event)
    },
    { signal },
  )
  window.addEventListener('pointerup', () => finish(true), { signal })
  window.addEventListener('pointercancel', () => finish(false), { signal })
  window.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape') return
      key.stopPropagation()
      finish(false)
    },
    { signal, capture: true },
  )
}
