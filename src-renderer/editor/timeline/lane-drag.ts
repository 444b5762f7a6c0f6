import { useState, type PointerEvent as ReactPointerEvent } from 'react'
import { expandGroups } from '#shared/edit/groups.ts'
import type { Selection } from '#shared/edit/selection.ts'
import { snapTargets } from '#shared/edit/snapping.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Span } from '#shared/project/timeline.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { knownBeats } from '../music/known-beats.ts'
import { useEditor } from '../editor-context.tsx'
import { toPixels } from './geometry.ts'
import { selectedItem, type Lane } from './lanes.ts'
import { pickHow, pickItem } from './pick.ts'
import { aboveClips, planDrag, type ItemPart } from './plan-drag.ts'
import { usePointerDrag } from './pointer-drag.ts'
import { snapMove } from './snapper.ts'
import { useStage } from './stage.ts'
import type { TimelineItem } from './timeline-items.ts'

/** A hand that moves clips to and fro goes up and down by less. CSS pixels. */
const sloppyPx = 12

/** A drag under way, for what is drawn about it. */
export type ItemDrag = {
  readonly part: ItemPart
  readonly id: string
  /** Drawn under the pointer, wherever the document has put it meanwhile. */
  readonly floats: boolean
  readonly span: Span
  readonly deltaPx: number
  /** How far it went, where that is told beside it. */
  readonly toldSeconds: number | null
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
    const keepsAll = part === 'whole' && how === 'only' && isPicked && selection.length > 1
    if (!keepsAll) {
      const next = pickItem(selection, selectedItem(item), lane.items.map(selectedItem), how)
      const takesOut = how === 'toggle' && isPicked
      editor.select(takesOut ? next : withGroups(editor.document, next))
    }
    if (how !== 'only') return
    if (item.kind === 'question') editor.seek(item.ticks)
    const { document } = editor
    const picked: Selection = part === 'whole' ? editor.session.getSnapshot().selection : [selectedItem(item)]
    const plan = planDrag(editor, { item, part, picked, copies: event.altKey && part === 'whole' })
    const inReach = ({ atTicks }: { readonly atTicks: number }): boolean =>
      plan.within === null || (atTicks > plan.within.fromTicks && atTicks < plan.within.toTicks)
    const { playheadTicks, snapping, scale } = editor.view.getState()
    const targets =
      plan.snaps.length > 0 && snapping
        ? snapTargets(document, { except: picked, playheadTicks, beatsOf: knownBeats }).filter(
            (target) => target.kind === 'playhead' || inReach(target),
          )
        : []
    pressPart(event, {
      follow: ({ deltaPx, clientX, clientY }) => {
        const movedTicks = secondsToTicks(deltaPx / scale)
        const snapped = snapMove(plan.snaps, movedTicks, targets, scale, document.settings.frameRate)
        stage.view.setState({ snapTicks: plan.floats ? null : snapped.atTicks })
        plan.follow({ movedTicks, snappedTicks: snapped.deltaTicks, overLane: laneUnder(clientX, clientY) })
        const toldSeconds = plan.tellsMove ? deltaPx / scale : null
        setDrag({ part, id: item.id, floats: plan.floats, span: item.span, deltaPx, toldSeconds })
      },
      end: () => {
        setDrag(null)
        editor.view.setState({ shift: null })
      },
      ...(keepsAll && { click: () => editor.select(withGroups(document, [selectedItem(item)])) }),
    })
  }
  return { drag, press }
}

/** A group is picked together; what was pressed stays where the focus goes. */
function withGroups(lesson: LessonDocument, selection: Selection): Selection {
  const all = expandGroups(lesson, selection)
  const lead = selection.at(-1)
  return all === selection || !lead ? selection : [...all.filter((item) => item !== lead), lead]
}

/** The key of the lane at a place of the window, or `aboveClips`. */
function laneUnder(clientX: number, clientY: number): string | null {
  const under = document.elementFromPoint(clientX, clientY)
  const lane = under?.closest('[data-lane]')
  if (lane) return lane.getAttribute('data-lane')
  const clips = under?.closest('#timeline-lanes')?.querySelector('[data-kind="clips"][data-lane]')
  return clips && clientY < clips.getBoundingClientRect().top - sloppyPx ? aboveClips : null
}

/** How far from its place an item is drawn that floats under the pointer; CSS pixels to the right. */
export function floatPx(drag: ItemDrag | null, item: TimelineItem, scale: number): number {
  if (!drag?.floats || drag.id !== item.id) return 0
  return toPixels(drag.span.startTicks, scale) + drag.deltaPx - toPixels(item.span.startTicks, scale)
}
