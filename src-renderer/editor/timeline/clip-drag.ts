import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { deriveTimeline, type Span } from '#shared/project/timeline.ts'
import { addTicks, subtractTicks, ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { dropIndex, snapInstant } from './geometry.ts'
import { mainTrackSpans, type ClipItem } from './timeline-items.ts'

export type ClipDragKind = 'start' | 'end' | 'move'

type Press = {
  readonly kind: ClipDragKind
  readonly clipId: ClipId
  readonly pointerX: number
  readonly span: Span
  readonly itemSpans: readonly Span[]
  readonly itemIndex: number
}

/** A drag under way: which clip, by which part, and how far in CSS pixels. */
export type ClipDrag = { readonly kind: ClipDragKind; readonly clipId: ClipId; readonly span: Span; readonly deltaPx: number }

/** A press becomes a drag after this many pixels; less is a click. */
const dragThresholdPx = 4

/** Trims by the edges of a clip and moves whole clips, with the document showing the outcome all the while. */
export function useClipDrag(): {
  readonly drag: ClipDrag | null
  readonly press: (event: ReactPointerEvent, item: ClipItem, kind: ClipDragKind) => void
} {
  const editor = useEditor()
  const [drag, setDrag] = useState<ClipDrag | null>(null)
  const release = useRef<(() => void) | null>(null)
  useEffect(() => () => release.current?.(), [])

  const press = (event: ReactPointerEvent, item: ClipItem, kind: ClipDragKind): void => {
    if (event.button !== 0) return
    const begun: Press = {
      kind,
      clipId: item.id,
      pointerX: event.clientX,
      span: item.span,
      itemSpans: mainTrackSpans(editor.document),
      itemIndex: editor.document.mainTrack.findIndex((entry) => entry.kind === 'clip' && entry.clipId === item.id),
    }
    let dragging = false
    const end = (keep: boolean): void => {
      release.current?.()
      if (!dragging) return
      if (keep) editor.tell(editor.session.commitDrag())
      else editor.session.cancelDrag()
    }
    const move = (moved: PointerEvent): void => {
      const deltaPx = moved.clientX - begun.pointerX
      if (!dragging && Math.abs(deltaPx) < dragThresholdPx) return
      if (!dragging) {
        dragging = true
        editor.session.beginDrag()
      }
      follow(editor, begun, deltaPx)
      setDrag({ kind, clipId: begun.clipId, span: begun.span, deltaPx })
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
      setDrag(null)
      editor.view.setState({ shift: null })
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', key, true)
  }
  return { drag, press }
}

/** Shows the drag in the document. */
function follow(editor: LessonEditor, { kind, clipId, span, itemSpans, itemIndex }: Press, deltaPx: number): void {
  const { scale, playheadTicks } = editor.view.getState()
  const movedTicks = ticks(Math.round((deltaPx / scale) * ticksPerSecond))
  if (kind === 'move') {
    editor.session.updateDrag(moveClip, { clipId, toIndex: dropIndex(itemSpans, itemIndex, movedTicks) })
    return
  }
  const edge = kind === 'start' ? span.startTicks : span.endTicks
  const { ticks: snapped } = snapInstant(addTicks(edge, movedTicks), [playheadTicks], scale, editor.document.settings.frameRate)
  editor.session.updateDrag(trimClip, { clipId, edge: kind, deltaTicks: subtractTicks(snapped, edge) })
  if (kind === 'end') return
  // The clip keeps its place in the document and gets shorter behind; on screen its end, and all after it, stays where it
  // was, so that the edge follows the pointer.
  const endTicks = deriveTimeline(editor.document).clipSpans.get(clipId)?.endTicks ?? span.endTicks
  editor.view.setState({ shift: { fromTicks: span.startTicks, byTicks: subtractTicks(span.endTicks, endTicks) } })
}
