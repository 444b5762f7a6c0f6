/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { memo, useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { SelectedItem, Selection } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { useEditor, useLiveSelection, useLiveSession, useView } from '../editor-context.tsx'
import { Crowd } from './crowd.tsx'
import { isNarrow, leftPx, rangeInView, toPixels, type Sight } from './geometry.ts'
import { ItemView } from './item-view.tsx'
import { floatPx, useLaneDrag } from './lane-drag.ts'
import { useLaneHidden } from './lane-hidden.ts'
import { isLaneLocked, laneName, selectedItem, type Lane } from './lanes.ts'
import { pickItem } from './pick.ts'
import { moveToLaneByKey } from './move-between-lanes.ts'
import { nudgeByKey } from './nudge.ts'
import type { ItemPart } from './plan-drag.ts'
import { CutHandles, type TransitionsInto } from './cut-handles.tsx'
import styles from './timeline.module.css'
import type { TimelineItem } from './timeline-items.ts'

type LaneViewProps = { readonly lane: Lane } & Sight

/**
 * A lane is a list to a screen reader: one tab stop, up and down move within it (left and right belong to the playhead). Only
 * what is in sight and wide enough to be hit is built; what has the focus always is.
 */
export const LaneView = memo(function LaneView({ lane, scale, from, to }: LaneViewProps) {
  const editor = useEditor()
  const selection = useLiveSelection()
  const shift = useView((view) => view.shift)
  const tool = useView((view) => view.tool)
  const region = useRef<HTMLDivElement>(null)
  const { drag, press } = useLaneDrag(lane)
  const { items } = lane
  const isHidden = useLaneHidden(lane)
  const transitions = useTransitions(lane.kind)
  const places = useMemo(() => lookUpPlaces(items), [items])
  const picked = useMemo(() => new Set(selection.map(({ id }): string => id)), [selection])
  const lead = selection.findLast(({ id }) => places().has(id))
  const drawn = drawnPlaces(items, { scale, from, to }, lead === undefined ? undefined : places().get(lead.id))
  const stop = lead?.id ?? (drawn[0] === undefined ? undefined : items[drawn[0]]?.id)
  useFollowLead(region, lead?.id)
  useKeepFocus(region, { parts: '[role="option"]', last: () => null })

  const pressed = (event: PointerEvent<HTMLDivElement>): void => {
    const hit = hitOf(event.target)
    const place = hit && places().get(hit.id)
    const item = place === undefined || place === null ? itemAt(items, event, scale) : items[place]
    if (!item) return
    event.stopPropagation()
    press(event, item, hit?.part ?? 'whole')
  }
  const name = laneName(lane)
  const shared = {
    ref: region,
    className: styles['lane'],
    'data-kind': lane.kind,
    'data-lane': lane.key,
    'data-locked': isLaneLocked(lane) || undefined,
    'data-hidden': isHidden || undefined,
    'aria-label': name,
  }
  if (items.length === 0) {
    return (
      <div {...shared} role="group" tabIndex={-1}>
        {lane.kind === 'clips' && <span className={styles['laneHint']}>{text.timeline.empty}</span>}
      </div>
    )
  }
  return (
    <div
      {...shared}
      role="listbox"
      tabIndex={-1}
      aria-multiselectable
      data-tool={lane.kind === 'clips' ? tool : undefined}
      onPointerDown={pressed}
      onMouseDown={(event) => {
        // Taking something out of the selection must not give it the focus, which would select it again.
        if (event.ctrlKey || event.metaKey) event.preventDefault()
      }}
      onFocus={(event) => {
        const id = event.target.getAttribute('data-item')
        const item = id === null ? undefined : items[places().get(id) ?? -1]
        const { selection: chosen, dragging } = editor.session.getSnapshot()
        // What is dragged into another lane leaves its focus to a neighbour, which nobody chose.
        if (item && !dragging && !chosen.some((entry) => entry.id === item.id)) editor.select([selectedItem(item)])
      }}
      onKeyDown={(event) => {
        if (nudgeByKey(editor, event) || moveToLaneByKey(editor, event)) event.preventDefault()
        else
          stepInLane(
            event,
            items,
            selection,
            (next) => editor.select(next),
            () => editor.requestFocus('inspector'),
          )
      }}
    >
      <Crowd items={items} scale={scale} from={from} to={to} picked={picked} shift={shift} />
      {drawn.map((place) => {
        const item = items[place]
        if (!item) return null
        const widthPx = toPixels(item.span.endTicks, scale) - toPixels(item.span.startTicks, scale)
        return (
          <ItemView
            key={item.id}
            item={item}
            inTrack={lane.kind === 'track'}
            leftPx={leftPx(item.span.startTicks, scale, shift)}
            widthPx={widthPx}
            floatPx={floatPx(drag, item, scale)}
            fromPx={Math.max(0, Math.floor(toPixels(from, scale) - toPixels(item.span.startTicks, scale)))}
            toPx={Math.min(widthPx, Math.ceil(toPixels(to, scale) - toPixels(item.span.startTicks, scale)))}
            scale={scale}
            isPicked={picked.has(item.id)}
            isStop={item.id === stop}
            drag={drag?.id === item.id ? drag : null}
            transition={item.kind === 'clip' ? (transitions.get(item.id) ?? null) : null}
            position={place + 1}
            count={items.length}
          />
        )
      })}
      {!shift && <CutHandles lane={lane} drawn={drawn} scale={scale} transitions={transitions} />}
    </div>
  )
})

const noTransitions: TransitionsInto = new Map()
const pickTransitions = ({ document }: EditSnapshot): LessonDocument['transitions'] => document.transitions

/** Clips go over into each other on the main track alone. */
function useTransitions(kind: Lane['kind']): TransitionsInto {
  const all = useLiveSession(pickTransitions)
  return useMemo(
    () => (kind === 'clips' ? new Map(Object.values(all).map((each) => [each.rightClipId, each.kind])) : noTransitions),
    [kind, all],
  )
}

/** Where each item stands; most edits ask for none. */
function lookUpPlaces(items: readonly TimelineItem[]): () => ReadonlyMap<string, number> {
  let places: ReadonlyMap<string, number> | null = null
  return () => (places ??= new Map(items.map(({ id }, index) => [id, index])))
}

/** The places of the items that are built, in order. */
function drawnPlaces(items: readonly TimelineItem[], { scale, from, to }: Sight, lead: number | undefined): readonly number[] {
  const [first, end] = rangeInView(items, from, to)
  const drawn: number[] = []
  // The tab key must find something, also where all is too narrow.
  const kept = lead ?? (first < end ? first : 0)
  if (kept < first) drawn.push(kept)
  for (let place = first; place < end; place += 1) {
    const item = items[place]
    if (item && (place === kept || !isNarrow(item, scale))) drawn.push(place)
  }
  if (kept >= end) drawn.push(kept)
  return drawn
}

/** What a part of a lane belongs to. */
function hitOf(target: EventTarget): { readonly id: string; readonly part: ItemPart } | null {
  if (!(target instanceof Element)) return null
  const id = target.closest('[data-item], [data-cut]')
  const part = target.getAttribute('data-edge')
  const cut = id?.getAttribute('data-cut')
  if (cut) return { id: cut, part: 'cut' }
  const itemId = id?.getAttribute('data-item')
  return itemId ? { id: itemId, part: part === 'start' || part === 'end' ? part : 'whole' } : null
}

/** The item under the pointer where it is only painted. */
function itemAt(items: readonly TimelineItem[], event: PointerEvent<HTMLDivElement>, scale: number): TimelineItem | undefined {
  const px = event.clientX - event.currentTarget.getBoundingClientRect().left
  return items.find(
    (item) =>
      isNarrow(item, scale) && toPixels(item.span.startTicks, scale) <= px && px < toPixels(item.span.endTicks, scale) + 1,
  )
}

/** The focus goes along with the selection (a split selects the right half), so that keys act on what is shown as chosen. */
function useFollowLead(region: RefObject<HTMLDivElement | null>, leadId: string | undefined): void {
  useEffect(() => {
    const focused = region.current?.contains(document.activeElement) ? document.activeElement : null
    if (!focused || leadId === undefined || focused.getAttribute('data-item') === leadId) return
    if (focused.closest('input')) return
    region.current?.querySelector<HTMLElement>(`[data-item="${leadId}"]`)?.focus()
  }, [region, leadId])
}

function stepInLane(
  event: KeyboardEvent,
  items: readonly TimelineItem[],
  selection: Selection,
  select: (next: Selection) => void,
  enter: () => void,
): void {
  const isPrimary = event.ctrlKey || event.metaKey
  const order = (): readonly SelectedItem[] => items.map(selectedItem)
  if (isPrimary && !event.altKey && event.key.toLowerCase() === 'a') {
    event.preventDefault()
    select(order())
    return
  }
  if (event.altKey || isPrimary) return
  if (event.key === 'Enter') {
    event.preventDefault()
    enter()
    return
  }
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0) return
  event.preventDefault()
  const lead = selection.at(-1)
  const at = items.findIndex((item) => item.id === lead?.id)
  const next = items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + by))]
  if (next) select(pickItem(selection, selectedItem(next), order(), event.shiftKey ? 'range' : 'only'))
}
