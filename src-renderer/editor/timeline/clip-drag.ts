import { useState, type PointerEvent as ReactPointerEvent } from 'react'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { deriveTimeline, type Span } from '#shared/project/timeline.ts'
import { addTicks, secondsToTicks, subtractTicks } from '#shared/time/ticks.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { dropIndex, snapInstant } from './geometry.ts'
import { usePointerDrag } from './pointer-drag.ts'
import { mainTrackSpans, type ClipItem } from './timeline-items.ts'

export type ClipDragKind = 'start' | 'end' | 'move'

type Press = {
  readonly kind: ClipDragKind
  readonly clipId: ClipId
  readonly span: Span
  readonly itemSpans: readonly Span[]
  readonly itemIndex: number
}

/** A drag under way: which clip, by which part, and how far in CSS pixels. */
export type ClipDrag = { readonly kind: ClipDragKind; readonly clipId: ClipId; readonly span: Span; readonly deltaPx: number }

/** Trims by the edges of a clip and moves whole clips, with the document showing the outcome all the while. */
export function useClipDrag(): {
  readonly drag: ClipDrag | null
  readonly press: (event: ReactPointerEvent, item: ClipItem, kind: ClipDragKind) => void
} {
  const editor = useEditor()
  const [drag, setDrag] = useState<ClipDrag | null>(null)
  const pressPart = usePointerDrag()
  const press = (event: ReactPointerEvent, item: ClipItem, kind: ClipDragKind): void => {
    const { document } = editor
    const begun: Press = {
      kind,
      clipId: item.id,
      span: item.span,
      itemSpans: mainTrackSpans(document),
      itemIndex: document.mainTrack.findIndex((entry) => entry.kind === 'clip' && entry.clipId === item.id),
    }
    pressPart(event, {
      follow: (deltaPx) => {
        follow(editor, begun, deltaPx)
        setDrag({ kind, clipId: begun.clipId, span: begun.span, deltaPx })
      },
      end: () => {
        setDrag(null)
        editor.view.setState({ shift: null })
      },
    })
  }
  return { drag, press }
}

/** Shows the drag in the document. */
function follow(editor: LessonEditor, { kind, clipId, span, itemSpans, itemIndex }: Press, deltaPx: number): void {
  const { scale, playheadTicks } = editor.view.getState()
  const movedTicks = secondsToTicks(deltaPx / scale)
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
