/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { useMemo } from 'react'
import { CircleHelp } from 'lucide-react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { formatLength, formatPlayhead } from '#shared/time/timecode.ts'
import { subtractTicks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { useEditor, useSelection, useView } from '../editor-context.tsx'
import { useClipDrag, type ClipDrag } from './clip-drag.ts'
import { useCaptionDrag, useQuestionDrag } from './cue-drag.ts'
import { Filmstrip } from './filmstrip.tsx'
import { itemsInView, toPixels, type Sight } from './geometry.ts'
import { LaneList, leftPx, tabStop } from './lane-list.tsx'
import { captionItems, clipItems, clipName, hasPicture, questionItems, type ClipItem } from './timeline-items.ts'
import styles from './timeline.module.css'
import { Waveform, type SightStore } from './waveform.tsx'

type LaneProps = { readonly document: LessonDocument } & Sight

export function ClipLane({ document, scale, from, to, sight }: LaneProps & { readonly sight: SightStore }) {
  const editor = useEditor()
  const selectedId = useSelection()[0]?.id
  const shift = useView((view) => view.shift)
  const items = useMemo(() => clipItems(document), [document])
  const refs = useMemo(() => items.map(({ id }) => ({ kind: 'clip' as const, id })), [items])
  const { drag, press } = useClipDrag()
  const drawn = itemsInView(items, from, to, selectedId)
  const stop = tabStop(drawn, selectedId)
  return (
    <LaneList label={text.timeline.lanes.clips} kind="clips" items={refs}>
      {drawn.map((item) => {
        const name = clipName(item.clip, item.asset)
        const { startTicks, endTicks } = item.span
        const lengthTicks = subtractTicks(endTicks, startTicks)
        return (
          <div
            key={item.id}
            role="option"
            data-item={item.id}
            className={styles['clip']}
            aria-selected={item.id === selectedId}
            tabIndex={item.id === stop ? 0 : -1}
            data-dragging={drag?.clipId === item.id || undefined}
            data-moving={drag?.kind === 'move' || undefined}
            style={{
              insetInlineStart: leftPx(startTicks, scale, shift),
              inlineSize: toPixels(lengthTicks, scale),
              transform: `translateX(${pointerShiftPx(drag, item, scale)}px)`,
            }}
            onFocus={() => {
              if (editor.session.getSnapshot().selection[0]?.id !== item.id) editor.select([{ kind: 'clip', id: item.id }])
            }}
            onPointerDown={(event) => {
              editor.select([{ kind: 'clip', id: item.id }])
              press(event, item, 'move')
            }}
          >
            <Filmstrip item={item} scale={scale} from={from} to={to} />
            <Waveform item={item} sight={sight} place={hasPicture(item) ? 'strip' : 'clip'} />
            <span className={styles['spoken']}>{text.timeline.clip} </span>
            <span className={styles['clipName']}>{name}</span>
            <span className={styles['spoken']}>, </span>
            <span className={styles['clipLength']}>{text.common.secondsShort(ticksToSeconds(lengthTicks))}</span>
            <span className={styles['spoken']}>, {text.timeline.startsAt(formatLength(startTicks))}</span>
            {(['start', 'end'] as const).map((edge) => (
              <span
                key={edge}
                className={styles['handle']}
                data-edge={edge}
                onPointerDown={(event) => {
                  event.stopPropagation()
                  editor.select([{ kind: 'clip', id: item.id }])
                  press(event, item, edge)
                }}
              />
            ))}
            {drag?.clipId === item.id && drag.kind !== 'move' && <TrimBubble drag={drag} lengthTicks={lengthTicks} />}
          </div>
        )
      })}
      {items.length === 0 && <span className={styles['laneHint']}>{text.timeline.empty}</span>}
    </LaneList>
  )
}

/** A clip that is moved follows the pointer, wherever the document has put it meanwhile. */
function pointerShiftPx(drag: ClipDrag | null, item: ClipItem, scale: number): number {
  if (drag?.kind !== 'move' || item.id !== drag.clipId) return 0
  return toPixels(subtractTicks(drag.span.startTicks, item.span.startTicks), scale) + drag.deltaPx
}

function TrimBubble({ drag, lengthTicks }: { readonly drag: ClipDrag; readonly lengthTicks: Ticks }) {
  const before = ticksToSeconds(subtractTicks(drag.span.endTicks, drag.span.startTicks))
  const now = ticksToSeconds(lengthTicks)
  const change = now - before
  return (
    <span className={styles['bubble']} data-edge={drag.kind}>
      {text.timeline.trimming(now.toFixed(2), `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)}`)}
    </span>
  )
}

export function CaptionLane({ document, scale, from, to }: LaneProps) {
  const editor = useEditor()
  const selectedId = useSelection()[0]?.id
  const shift = useView((view) => view.shift)
  const items = useMemo(() => captionItems(document), [document])
  const refs = useMemo(() => items.map(({ id }) => ({ kind: 'caption' as const, id })), [items])
  const drawn = itemsInView(items, from, to, selectedId)
  const stop = tabStop(drawn, selectedId)
  const press = useCaptionDrag()
  return (
    <LaneList label={text.timeline.lanes.captions} kind="captions" items={refs}>
      {drawn.map(({ id, caption, span }) => (
        <div
          key={id}
          role="option"
          data-item={id}
          className={styles['caption']}
          aria-label={text.timeline.caption(caption.text, formatLength(span.startTicks))}
          aria-selected={id === selectedId}
          tabIndex={id === stop ? 0 : -1}
          style={{
            insetInlineStart: leftPx(span.startTicks, scale, shift),
            inlineSize: Math.max(3, toPixels(subtractTicks(span.endTicks, span.startTicks), scale) - 1),
          }}
          onFocus={() => {
            if (editor.session.getSnapshot().selection[0]?.id !== id) editor.select([{ kind: 'caption', id }])
          }}
          onPointerDown={(event) => {
            editor.select([{ kind: 'caption', id }])
            press(event, { id, caption, span }, 'whole')
          }}
        >
          {caption.text}
          {(['start', 'end'] as const).map((edge) => (
            <span
              key={edge}
              className={styles['handle']}
              data-edge={edge}
              onPointerDown={(event) => {
                event.stopPropagation()
                editor.select([{ kind: 'caption', id }])
                press(event, { id, caption, span }, edge)
              }}
            />
          ))}
        </div>
      ))}
      {items.length === 0 && <span className={styles['laneHint']}>{text.timeline.noCaptions}</span>}
    </LaneList>
  )
}

export function QuestionLane({ document, scale, from, to }: LaneProps) {
  const editor = useEditor()
  const selectedId = useSelection()[0]?.id
  const shift = useView((view) => view.shift)
  const items = useMemo(() => questionItems(document), [document])
  const refs = useMemo(() => items.map(({ id }) => ({ kind: 'question' as const, id })), [items])
  const drawn = items.filter(({ id, ticks }) => id === selectedId || (ticks >= from && ticks <= to))
  const stop = tabStop(drawn, selectedId)
  const press = useQuestionDrag()
  return (
    <LaneList label={text.timeline.lanes.questions} kind="questions" items={refs}>
      {drawn.map(({ id, question, ticks: at }) => (
        <div
          key={id}
          role="option"
          data-item={id}
          className={styles['question']}
          aria-label={text.timeline.question(question.prompt, formatPlayhead(at, document.settings.frameRate))}
          aria-selected={id === selectedId}
          tabIndex={id === stop ? 0 : -1}
          style={{ insetInlineStart: leftPx(at, scale, shift) }}
          onFocus={() => {
            if (editor.session.getSnapshot().selection[0]?.id !== id) editor.select([{ kind: 'question', id }])
          }}
          onPointerDown={(event) => {
            editor.select([{ kind: 'question', id }])
            editor.seek(at)
            press(event, { id, question, ticks: at })
          }}
        >
          <CircleHelp size={14} aria-hidden />
          <span className={styles['questionText']}>{question.prompt || text.quiz.untitled}</span>
        </div>
      ))}
      {items.length === 0 && <span className={styles['laneHint']}>{text.timeline.noQuestions}</span>}
    </LaneList>
  )
}
