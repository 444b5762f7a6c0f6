import type { PointerEvent as ReactPointerEvent } from 'react'
import { retimeCaption } from '#shared/edit/commands/captions.ts'
import { moveQuestion } from '#shared/edit/commands/questions.ts'
import { captionStretch, nextHardCut } from '#shared/project/place-caption.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { addTicks, clampTicks, secondsToTicks, subtractTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { draggedCaption, type CaptionPart, type PressedCaption } from './dragged-caption.ts'
import { snapInstant } from './geometry.ts'
import { usePointerDrag } from './pointer-drag.ts'
import { captionItems, clipItems, type CaptionItem, type QuestionItem } from './timeline-items.ts'

/** Moves captions along the timeline, or one of their ends. */
export function useCaptionDrag(): (event: ReactPointerEvent, item: CaptionItem, part: CaptionPart) => void {
  const editor = useEditor()
  const press = usePointerDrag()
  return (event, item, part) => {
    const pressed = pressCaption(editor.document, item, part)
    const others = captionItems(editor.document).filter(({ id }) => id !== item.id)
    const edges = [...others, ...clipItems(editor.document)].flatMap(({ span }) => [span.startTicks, span.endTicks])
    press(event, {
      follow: (deltaPx) => {
        const { movedTicks, snap } = readPointer(editor, deltaPx, edges)
        const instants = draggedCaption(pressed, movedTicks, snap)
        editor.session.updateDrag(retimeCaption, { captionId: item.id, ...instants })
      },
    })
  }
}

function pressCaption(document: LessonDocument, { caption, span }: CaptionItem, part: CaptionPart): PressedCaption {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const stretch = captionStretch(document, caption)
  const clip = caption.anchor.kind === 'clip' ? clipSpans.get(caption.anchor.clipId) : undefined
  return {
    part,
    shown: span,
    lengthTicks: subtractTicks(stretch.endTicks, stretch.startTicks),
    room: { startTicks: clip?.startTicks ?? zeroTicks, endTicks: clip ? nextHardCut(document, span.startTicks) : durationTicks },
    lessonTicks: durationTicks,
  }
}

/** Moves questions along the timeline. */
export function useQuestionDrag(): (event: ReactPointerEvent, item: QuestionItem) => void {
  const editor = useEditor()
  const press = usePointerDrag()
  return (event, item) => {
    const edges = clipItems(editor.document).flatMap(({ span }) => [span.startTicks, span.endTicks])
    press(event, {
      follow: (deltaPx) => {
        const { movedTicks, snap } = readPointer(editor, deltaPx, edges)
        const atTicks = clampTicks(snap(addTicks(item.ticks, movedTicks)), zeroTicks, editor.durationTicks)
        editor.session.updateDrag(moveQuestion, { questionId: item.id, atTicks })
      },
    })
  }
}

/** How far the pointer went in time, and what an instant near the playhead or an edge becomes. */
function readPointer(editor: LessonEditor, deltaPx: number, edges: readonly Ticks[]) {
  const { scale, playheadTicks } = editor.view.getState()
  const { frameRate } = editor.document.settings
  return {
    movedTicks: secondsToTicks(deltaPx / scale),
    snap: (instant: Ticks): Ticks => snapInstant(instant, [playheadTicks, ...edges], scale, frameRate).ticks,
  }
}
