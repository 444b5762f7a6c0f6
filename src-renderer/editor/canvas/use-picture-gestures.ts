import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { placeItems } from '#shared/edit/commands/place-items.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Point } from '#shared/render-plan/picture-points.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import { canvasStateOf } from './canvas-state.ts'
import { followPointer } from './follow-pointer.ts'
import { hitsAt, isSelected, meantBy, selectionAfter } from './pick-on-picture.ts'
import { nudgeSelection, workOn } from './picture-actions.ts'
import type { SceneItem } from './scene.ts'
import { guidesOf, safeEdges, snapEdges } from './snap.ts'
import { boxOf, goAlong } from './transform.ts'
import { edgesAround, movedBy } from './turned-box.ts'
import { sceneNow } from './use-scene.ts'
import { viewChoices } from './view-choices.ts'

const words = text.canvas
/** CSS pixels: a target that a finger's tip or a shaky hand finds (WCAG 2.5.8). */
const leastTargetPx = 24
/** CSS pixels within which something dragged holds on to a line. */
const heldPx = 6

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

type Surroundings = {
  readonly scene: readonly SceneItem[]
  readonly canvas: CanvasSize
  /** CSS pixels of a pixel of the canvas. */
  readonly pixelsPer: number
  readonly pointOf: (event: { readonly clientX: number; readonly clientY: number }) => Point
  /** Moves the focus to a thing on the picture. */
  readonly focusOn: (id: string) => void
}

type Gestures = {
  readonly press: (event: PointerEvent) => void
  readonly doublePress: (event: { readonly clientX: number; readonly clientY: number }) => void
  readonly pressKey: (event: KeyboardEvent, item: SceneItem) => void
  /** Selects it by itself, as a screen reader's own key asks. */
  readonly choose: (item: SceneItem) => void
}

/** What presses and keys on the picture do: select, move, and begin to work on a thing. */
export function usePictureGestures({ scene, canvas, pixelsPer, pointOf, focusOn }: Surroundings): Gestures {
  const editor = useEditor()
  const selection = useSelection()
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])

  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('[data-handle], textarea'))) return
    event.preventDefault()
    const point = pointOf(event)
    const hits = hitsAt(scene, point, leastTargetPx / pixelsPer)
    const meant = meantBy(hits, selection, event.altKey)
    const more = event.shiftKey || event.ctrlKey || event.metaKey
    if (!meant) {
      if (!more) editor.select([])
      return
    }
    const wasChosen = isSelected(selection, meant)
    if (!wasChosen || more || event.altKey)
      editor.select(selectionAfter(editor.document, selection, meant, { more, alone: event.altKey }))
    focusOn(meant.item.id)
    // The picture itself is easily pressed by chance: it moves only once it is selected.
    if (more || (meant.kind === 'main' && !wasChosen)) return
    const [front] = hits
    drag(event, () => {
      // A second click means what is in front of the selection.
      if (wasChosen && front && front !== meant && !event.altKey) {
        editor.select(selectionAfter(editor.document, selection, front, { more: false, alone: false }))
        focusOn(front.item.id)
      }
    })
  }

  const drag = (pressed: PointerEvent, click: () => void): void => {
    const from = pointOf(pressed)
    const all = sceneNow(editor)
    const { selection: now } = editor.session.getSnapshot()
    const items = all.filter((item) => !item.locked && isSelected(now, item))
    const box = boxOf(items)
    const { document, playheadTicks } = editor
    if (!box) return
    const others = all.filter((item) => item.kind !== 'main' && !items.includes(item))
    const lines = guidesOf(
      canvas,
      safeEdges(canvas, document.settings.safeBox),
      others.flatMap(({ place }) => edgesAround([place]) ?? []),
    )
    const state = canvasStateOf(editor)
    giveUp.current = followPointer(pressed, {
      begin: () => editor.session.beginDrag(),
      follow: (event) => {
        const to = pointOf(event)
        const free = keptStraight({ x: to.x - from.x, y: to.y - from.y }, event.shiftKey)
        const holds = editor.view.getState().snapping !== (event.ctrlKey || event.metaKey)
        const edges = edgesAround([movedBy(box, free)])
        const snapped = holds && edges ? snapEdges(edges, lines, heldPx / pixelsPer) : null
        const by = snapped ? { x: free.x + snapped.by.x, y: free.y + snapped.by.y } : free
        const changes = goAlong(document, items, playheadTicks, box, movedBy(box, by))
        editor.session.updateDrag(placeItems, { changes })
        const unit = unitOf(canvas)
        const corner = { x: box.centre.x - box.width / 2 + by.x, y: box.centre.y - box.height / 2 + by.y }
        const readout = words.movedTo(Math.round(corner.x / unit), Math.round(corner.y / unit))
        state.setState({ guides: snapped?.held ?? [], readout })
      },
      end: (keep) => {
        if (keep) editor.tell(editor.session.commitDrag())
        else editor.session.cancelDrag()
        state.setState({ guides: [], readout: null })
      },
      click,
    })
  }

  const doublePress = (event: { readonly clientX: number; readonly clientY: number }): void => {
    const meant = meantBy(hitsAt(scene, pointOf(event), leastTargetPx / pixelsPer), selection, false)
    if (!meant) return
    editor.select([meant.item])
    workOn(editor, meant)
  }

  const choose = (item: SceneItem, more = false): void => {
    editor.select(selectionAfter(editor.document, selection, item, { more, alone: false }))
    announce(words.chosen(item.name))
  }

  const pressKey = (event: KeyboardEvent, item: SceneItem): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const by = arrows[event.key]
    const wasChosen = isSelected(selection, item)
    // With nothing to let go of, or over all of the window, Escape is for what lies around the picture.
    if (event.key === 'Escape' && (selection.length === 0 || viewChoices.getState().full)) return
    if (!by && event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return editor.select([])
    if (!wasChosen) choose(item, event.shiftKey)
    if (item.locked && (wasChosen || by)) return void showToast(words.locked(item.name))
    const step = event.shiftKey ? 10 : 1
    if (by) nudgeSelection(editor, by.x * step, by.y * step)
    else if (wasChosen) workOn(editor, item)
  }

  return { press, doublePress, pressKey, choose }
}

/** Shift keeps to one direction. */
function keptStraight({ x, y }: Point, straight: boolean): Point {
  if (!straight) return { x, y }
  return Math.abs(x) > Math.abs(y) ? { x, y: 0 } : { x: 0, y }
}
