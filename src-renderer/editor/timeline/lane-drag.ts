import { useState, type PointerEvent as ReactPointerEvent } from 'react'
import type { Ticks } from '#shared/time/ticks.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import type { Span } from '#shared/project/timeline.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { useEditor } from '../editor-context.tsx'
import { toPixels } from './geometry.ts'
import { selectedItem, type Lane } from './lanes.ts'
import { pickHow, pickItem } from './pick.ts'
import { usePointerDrag } from './pointer-drag.ts'
import { snapEdges, snapMove } from './snapper.ts'
import { useStage } from './stage.ts'
import type { TimelineItem } from './timeline-items.ts'
import { planDrag } from './plan-drag.ts'

/** What of an item is pressed: an end, all of it, or the cut before it. */
export type ItemPart = 'start' | 'end' | 'whole' | 'cut'

/** A drag under way, for what is drawn about it. */
export type ItemDrag = {
  readonly part: ItemPart
  readonly id: string
  /** What moves along under the pointer, wherever the document has put it meanwhile. */
  readonly floating: ReadonlySet<string>
  readonly span: Span
  readonly deltaPx: number
  /** In words beside the pointer where the change of its length says nothing. */
  readonly remark: string | null
}

/** Presses and drags of a lane's items: picks them, and then moves or trims what was picked. */
export function useLaneDrag(lane: Lane): {
  readonly drag: ItemDrag | null
  readonly press: (event: ReactPointerEvent, item: TimelineItem, part: ItemPart) => void
} {
  const editor = useEditor()
  const stage = useStage()
  const [drag, setDrag] = useState<ItemDrag | null>(null)
  const pressPart = usePointerDrag()
  const press = (event: ReactPointerEvent, item: TimelineItem, part: ItemPart): void => {
    if (event.button !== 0) return
    const { selection } = editor.session.getSnapshot()
    const how = pickHow(event)
    const isPicked = selection.some(({ id }) => id === item.id)
    const order = lane.items.map(selectedItem)
    const keepsAll = part === 'whole' && how === 'only' && isPicked && selection.length > 1
    if (!keepsAll) editor.select(pickItem(selection, selectedItem(item), order, how))
    if (how !== 'only' && !event.altKey) return
    if (item.kind === 'question') editor.seek(item.ticks)
    const picked: Selection = keepsAll ? selection : [selectedItem(item)]
    const plan = planDrag(editor, { item, part, lane, picked, copies: event.altKey && part === 'whole' })
    const { frameRate } = editor.document.settings
    const targets = plan.snaps.length === 0 ? [] : plan.targets(snapEdges(editor.document, picked))
    pressPart(event, {
      follow: ({ deltaPx, clientX, clientY }) => {
        const { scale, playheadTicks, snapping } = editor.view.getState()
        const movedTicks: Ticks = secondsToTicks(deltaPx / scale)
        const near = snapping ? { inOrder: targets, playheadTicks } : null
        const snapped = snapMove(plan.snaps, movedTicks, near, scale, frameRate)
        stage.view.setState({ snapTicks: snapped.atTicks })
        const result = plan.follow({ movedTicks, snappedTicks: snapped.deltaTicks, clientX, clientY })
        setDrag({
          part,
          id: item.id,
          floating: plan.floating,
          span: item.span,
          deltaPx,
          remark: result?.remark ?? null,
        })
      },
      end: () => {
        setDrag(null)
        editor.view.setState({ shift: null })
      },
      ...(keepsAll && { click: () => editor.select([selectedItem(item)]) }),
    })
  }
  return { drag, press }
}

/** What is moved floats under the pointer, wherever the document has put it meanwhile; CSS pixels to the right. */
export function floatPx(drag: ItemDrag | null, item: TimelineItem, scale: number): number {
  if (!drag || drag.id !== item.id || !drag.floating.has(item.id)) return 0
  return toPixels(drag.span.startTicks, scale) + drag.deltaPx - toPixels(item.span.startTicks, scale)
}
