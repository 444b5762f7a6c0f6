/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lies on a picture, turned and sized */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { RotateCw } from 'lucide-react'
import { placeItems, type PlaceChange } from '#shared/edit/commands/place-items.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import { keyframesOf } from '#shared/project/placement-keyframes.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import { boxToCanvas, type Point, type TurnedBox } from '#shared/render-plan/picture-points.ts'
import { useEditor } from '../editor-context.tsx'
import { boxStyle } from './box-style.ts'
import { canvasStateOf } from './canvas-state.ts'
import { followPointer } from './follow-pointer.ts'
import { scaleSelection, straighten, turnSelection } from './picture-actions.ts'
import { changePlace, movingOf } from './place-change.ts'
import type { SceneItem } from './scene.ts'
import { boxOf, goAlong, leastUnits, limitsOf } from './transform.ts'
import { heldFactor, heldLength, sizesOf, type Guide, type HeldSizes } from './snap.ts'
import {
  edgesAround,
  heldTurn,
  scaledBy,
  scaledByCorner,
  sizedTo,
  stretchedBySide,
  tidyDegrees,
  type HandleSide,
} from './turned-box.ts'
import { sceneNow, usePictured } from './use-scene.ts'
import styles from './canvas.module.css'

const words = text.canvas
/** Canvas pixels of a box that have to be seen for its frame to go around them alone. */
const leastShownPx = 12
/** CSS pixels that the handle that turns takes below the frame. */
const turnHandlePx = 36
/** CSS pixels within which a size holds on to another. */
const heldPx = 6

const corners: readonly HandleSide[] = [
  { across: -1, down: -1 },
  { across: 1, down: -1 },
  { across: -1, down: 1 },
]
const sizeCorner: HandleSide = { across: 1, down: 1 }

type Props = {
  /** What is selected and may be changed; at least one. */
  readonly items: readonly SceneItem[]
  readonly pointOf: (event: { readonly clientX: number; readonly clientY: number }) => Point
  readonly pixelsPer: number
}

/** The frame around what is selected, with handles that size and turn it. */
export function SelectionFrame({ items, pointOf, pixelsPer }: Props) {
  const editor = useEditor()
  const document = usePictured()
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])
  const box = boxOf(items)
  const [first] = items
  if (!box || !first) return null
  const { canvas } = document.settings
  const unit = unitOf(canvas)
  const name = items.length > 1 ? words.several(items.length) : first.name
  if (items.every(({ kind }) => kind === 'captions'))
    return <div className={styles['frame']} style={boxStyle(box, canvas)} aria-hidden />

  type Result = { readonly changes: readonly PlaceChange[]; readonly readout: string; readonly guides?: readonly Guide[] }
  const grab = (event: PointerEvent, result: (by: Point, moved: globalThis.PointerEvent) => Result): void => {
    if (event.button !== 0) return
    event.stopPropagation()
    const from = pointOf(event)
    const state = canvasStateOf(editor)
    giveUp.current = followPointer(event, {
      begin: () => editor.session.beginDrag(),
      follow: (moved) => {
        const to = pointOf(moved)
        const { changes, readout, guides = [] } = result({ x: to.x - from.x, y: to.y - from.y }, moved)
        editor.session.updateDrag(placeItems, { changes })
        state.setState({ readout, guides })
      },
      end: (keep) => {
        if (keep) editor.tell(editor.session.commitDrag())
        else editor.session.cancelDrag()
        state.setState({ readout: null, guides: [] })
      },
    })
  }

  const holds = (moved: globalThis.PointerEvent): boolean => editor.view.getState().snapping !== (moved.ctrlKey || moved.metaKey)
  const reach = heldPx / pixelsPer
  const heldSizes = (): HeldSizes => {
    const others = sceneNow(editor).filter(({ item, kind }) => kind !== 'main' && items.every((each) => each.item.id !== item.id))
    return sizesOf(
      canvas,
      box,
      others.map(({ place }) => place),
    )
  }

  const scale = (event: PointerEvent, side: HandleSide): void => {
    const { document: before, playheadTicks } = editor
    const sizes = heldSizes()
    // A picture that fills the canvas grows to all sides, or it would leave a gap.
    const isPicture = items.every(({ kind }) => kind === 'main')
    const limits = limitsOf(items, canvas)
    grab(event, (by, moved) => {
      const fromCentre = isPicture || moved.altKey
      const free = scaledByCorner(box, { side, by, limits, fromCentre })
      const held = holds(moved) ? heldFactor(free, sizes, reach) : 1
      const to = scaledBy(free, held, fromCentre ? null : side)
      return {
        changes: goAlong(before, items, playheadTicks, box, to),
        readout: words.sizeValue(Math.round(to.width / unit), Math.round(to.height / unit)),
        guides: edgesHeld(to, sizes),
      }
    })
  }

  const stretch = (event: PointerEvent, side: HandleSide): void => {
    const { document: before, playheadTicks } = editor
    const sizes = heldSizes()
    grab(event, (by, moved) => {
      const free = stretchedBySide(box, { side, by, leastSize: leastUnits * unit, fromCentre: moved.altKey })
      const size = {
        width: side.across === 0 ? free.width : (heldLength(free.width, sizes.widths, reach) ?? free.width),
        height: side.down === 0 ? free.height : (heldLength(free.height, sizes.heights, reach) ?? free.height),
      }
      const to = holds(moved) ? sizedTo(box, size, moved.altKey ? null : side) : free
      const change = changePlace(before, first, playheadTicks, to)
      return {
        changes: change ? [change] : [],
        readout: words.sizeValue(Math.round(to.width / unit), Math.round(to.height / unit)),
        guides: edgesHeld(to, sizes),
      }
    })
  }

  const turn = (event: PointerEvent): void => {
    const { document: before, playheadTicks } = editor
    const start = angleAt(box, pointOf(event))
    grab(event, (_by, moved) => {
      const angle = box.rotationDegrees + angleAt(box, pointOf(moved)) - start
      const held = heldTurn(angle, moved.shiftKey, holds(moved))
      // The short way round from where it was, so that keyframes do not spin.
      const rotationDegrees = held + 360 * Math.round((box.rotationDegrees - held) / 360)
      return { changes: goAlong(before, items, playheadTicks, box, { ...box, rotationDegrees }), readout: words.turnValue(held) }
    })
  }

  const sizeByKey = (event: KeyboardEvent): void => {
    const larger = { ArrowUp: true, ArrowRight: true, ArrowDown: false, ArrowLeft: false }[event.key]
    if (larger === undefined) return
    take(event)
    const factor = event.shiftKey ? 1.1 : 1.01
    scaleSelection(editor, larger ? factor : 1 / factor)
  }
  const turnByKey = (event: KeyboardEvent): void => {
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key]
    if (by === undefined && event.key !== 'Home') return
    take(event)
    if (by === undefined) straighten(editor)
    else turnSelection(editor, by * (event.shiftKey ? 15 : 1))
  }

  const degrees = tidyDegrees(box.rotationDegrees)
  const shown = onCanvas(box, canvas)
  const grip = boxToCanvas(shown, { x: 0.5, y: 1 + turnHandlePx / (shown.height * pixelsPer) })
  const turnsInside = grip.y > canvas.height || grip.y < 0 || grip.x < 0 || grip.x > canvas.width
  const [wide, high] = [Math.round(box.width / unit), Math.round(box.height / unit)]
  return (
    <div
      role="group"
      aria-label={words.handles(name)}
      className={styles['frame']}
      style={boxStyle(shown, canvas)}
      data-small={Math.min(shown.width, shown.height) * pixelsPer < 48 || undefined}
      data-full={turnsInside || undefined}
    >
      {corners.map((side) => (
        <Handle key={`${side.across}${side.down}`} side={side} onPointerDown={(event) => scale(event, side)} />
      ))}
      {stretchSides(document, items).map((side) => (
        <Handle key={`${side.across}${side.down}`} side={side} onPointerDown={(event) => stretch(event, side)} />
      ))}
      <div
        role="slider"
        tabIndex={0}
        aria-label={words.size(name)}
        aria-valuenow={wide}
        aria-valuemin={1}
        aria-valuemax={10_000}
        aria-valuetext={words.sizeValue(wide, high)}
        className={styles['handle']}
        data-handle
        data-across={1}
        data-down={1}
        onPointerDown={(event) => scale(event, sizeCorner)}
        onKeyDown={sizeByKey}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={words.turn(name)}
        aria-valuenow={degrees}
        aria-valuemin={-180}
        aria-valuemax={180}
        aria-valuetext={words.turnValue(degrees)}
        className={styles['turn']}
        data-handle
        onPointerDown={turn}
        onKeyDown={turnByKey}
      >
        <RotateCw size={14} aria-hidden />
      </div>
    </div>
  )
}

/** Canvas pixels; what rounding leaves. */
const sameLength = 0.01

function isHeld(length: number, lengths: readonly number[]): boolean {
  return lengths.some((each) => Math.abs(each - length) < sameLength)
}

/** Lines along the sides of an upright box that is as wide or as high as something else. */
function edgesHeld(box: TurnedBox, { widths, heights }: HeldSizes): readonly Guide[] {
  const edges = box.rotationDegrees % 180 === 0 ? edgesAround([box]) : null
  if (!edges) return []
  return [
    ...(isHeld(box.width, widths) ? [edges.left, edges.right].map((at): Guide => ({ axis: 'upright', at })) : []),
    ...(isHeld(box.height, heights) ? [edges.top, edges.bottom].map((at): Guide => ({ axis: 'level', at })) : []),
  ]
}

/** What of an upright box can be seen: handles beyond the canvas could not be reached. */
function onCanvas(box: TurnedBox, canvas: CanvasSize): TurnedBox {
  if (box.rotationDegrees % 360 !== 0) return box
  const left = Math.max(0, box.centre.x - box.width / 2)
  const right = Math.min(canvas.width, box.centre.x + box.width / 2)
  const top = Math.max(0, box.centre.y - box.height / 2)
  const bottom = Math.min(canvas.height, box.centre.y + box.height / 2)
  if (right - left < leastShownPx || bottom - top < leastShownPx) return box
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 }
  return { ...box, centre, width: right - left, height: bottom - top }
}

type HandleProps = { readonly side: HandleSide; readonly onPointerDown: (event: PointerEvent) => void }

/** For the pointer: keys have the one at the lower right, and the numbers of the inspector. */
function Handle({ side, onPointerDown }: HandleProps): ReactNode {
  return (
    <div
      className={styles['handle']}
      data-handle
      data-across={side.across}
      data-down={side.down}
      onPointerDown={onPointerDown}
      aria-hidden
    />
  )
}

/** Only a text and a shape may change their proportions, and only while they stand still. */
function stretchSides(document: LessonDocument, items: readonly SceneItem[]): readonly HandleSide[] {
  const [only] = items
  const moving = items.length === 1 && only ? movingOf(document, only) : null
  if (moving?.kind !== 'overlay' || keyframesOf(moving).length > 0) return []
  const sides: readonly HandleSide[] = [
    { across: -1, down: 0 },
    { across: 1, down: 0 },
  ]
  const { kind } = moving.record.content
  if (kind === 'text') return sides
  return kind === 'shape' ? [...sides, { across: 0, down: -1 }, { across: 0, down: 1 }] : []
}

function angleAt({ centre }: TurnedBox, { x, y }: Point): number {
  return (Math.atan2(y - centre.y, x - centre.x) * 180) / Math.PI
}

function take(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
