import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import { retimeCaption } from '#shared/edit/commands/captions.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import { moveQuestion } from '#shared/edit/commands/questions.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { addTicks, clampTicks, subtractTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { snapInstant } from './geometry.ts'

type Cue = Extract<SelectedItem, { kind: 'caption' | 'question' }>

const dragThresholdPx = 4

/** Moves captions and questions along the timeline. */
export function useCueDrag(): { readonly press: (event: ReactPointerEvent, cue: Cue, startTicks: Ticks) => void } {
  const editor = useEditor()
  const release = useRef<(() => void) | null>(null)
  useEffect(() => () => release.current?.(), [])
  const press = (event: ReactPointerEvent, cue: Cue, startTicks: Ticks): void => {
    if (event.button !== 0) return
    const pointerX = event.clientX
    let dragging = false
    const move = (moved: PointerEvent): void => {
      const deltaPx = moved.clientX - pointerX
      if (!dragging && Math.abs(deltaPx) < dragThresholdPx) return
      if (!dragging) {
        dragging = true
        editor.session.beginDrag()
      }
      follow(editor, cue, startTicks, deltaPx)
    }
    const end = (keep: boolean): void => {
      release.current?.()
      if (!dragging) return
      if (keep) editor.tell(editor.session.commitDrag())
      else editor.session.cancelDrag()
    }
    const up = (): void => end(true)
    const cancel = (): void => end(false)
    const key = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return
      pressed.stopPropagation()
      end(false)
    }
    release.current = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', key, true)
      release.current = null
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', key, true)
  }
  return { press }
}

function follow(editor: LessonEditor, cue: Cue, startTicks: Ticks, deltaPx: number): void {
  const { scale, playheadTicks } = editor.view.getState()
  const wanted = ticks(Math.round(startTicks + (deltaPx / scale) * ticksPerSecond))
  const { document } = editor
  const { ticks: snapped } = snapInstant(wanted, [playheadTicks], scale, document.settings.frameRate)
  const atTicks = clampTicks(snapped, zeroTicks, editor.durationTicks)
  if (cue.kind === 'question') {
    editor.session.updateDrag(moveQuestion, { questionId: cue.id, atTicks })
    return
  }
  const caption = document.captions[cue.id]
  if (!caption) return
  const { startTicks: from, endTicks: to } = captionStretch(document, caption)
  const length = subtractTicks(to, from)
  editor.session.updateDrag(retimeCaption, { captionId: cue.id, startTicks: atTicks, endTicks: addTicks(atTicks, length) })
}
