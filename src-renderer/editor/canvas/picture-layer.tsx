/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lies on a picture, turned and sized */
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { announce } from '#renderer/ui/announcer.tsx'
import { cropClip, placeItems } from '#shared/edit/commands/place-items.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ClipPicture } from '#shared/project/schema/clip.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import type { Point, TurnedBox } from '#shared/render-plan/picture-points.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import { canvasStateOf, useCanvasState } from './canvas-state.ts'
import { CropFrame } from './crop-frame.tsx'
import { followPointer } from './follow-pointer.ts'
import { boxStyle } from './box-style.ts'
import { hitsAt, isSelected, meantBy, selectionAfter } from './pick-on-picture.ts'
import { nudgeSelection, workOn } from './picture-actions.ts'
import type { SceneItem } from './scene.ts'
import { SelectionFrame } from './selection-frame.tsx'
import { guidesOf, safeEdges, snapEdges } from './snap.ts'
import { TextEditor } from './text-editor.tsx'
import { boxOf, goAlong } from './transform.ts'
import { edgesAround, movedBy } from './turned-box.ts'
import { sceneNow, usePictured, useScene } from './use-scene.ts'
import { viewChoices } from './view-choices.ts'
import styles from './canvas.module.css'

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

/** What lies over the preview's picture while the lesson stands: everything on it can be taken hold of. */
export function PictureLayer() {
  const editor = useEditor()
  const scene = useScene()
  const selection = useSelection()
  const { canvas } = usePictured().settings
  const editing = useCanvasState((state) => state.editing)
  const cropping = useCanvasState((state) => state.cropping)
  const layer = useRef<HTMLDivElement>(null)
  const giveUp = useRef<(() => void) | null>(null)
  const hintId = useId()
  useEffect(() => () => giveUp.current?.(), [])
  const chosen = scene.filter((item) => isSelected(selection, item))
  const movable = chosen.filter(({ locked }) => !locked)
  const [width, setWidth] = useState(0)
  const pixelsPer = width > 0 ? width / canvas.width : 1
  const attach = useCallback((element: HTMLDivElement | null) => {
    layer.current = element
    if (!element) return
    const sizes = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  // What is worked on is left with its selection, and when the lesson goes on.
  const working = editing ?? cropping
  const isHere = working === null || movable.some(({ item }) => item.id === working)
  useEffect(() => {
    if (!isHere) canvasStateOf(editor).setState({ editing: null, cropping: null })
  }, [editor, isHere])

  const pointOf = useCallback(
    ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
      const box = layer.current?.getBoundingClientRect()
      return box
        ? { x: ((clientX - box.left) / box.width) * canvas.width, y: ((clientY - box.top) / box.height) * canvas.height }
        : { x: 0, y: 0 }
    },
    [canvas],
  )

  const focusOn = (id: string): void => {
    // What was selected just now is drawn first; a double click may have begun to write meanwhile.
    requestAnimationFrame(() => {
      const { editing: writes, cropping: crops } = canvasStateOf(editor).getState()
      if (writes !== null || crops !== null) return
      layer.current?.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus({ preventScroll: true })
    })
  }

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
    if (!wasChosen) {
      editor.select(selectionAfter(editor.document, selection, item, { more: event.shiftKey, alone: false }))
      announce(words.chosen(item.name))
    }
    const step = event.shiftKey ? 10 : 1
    if (by) nudgeSelection(editor, by.x * step, by.y * step)
    else if (wasChosen) workOn(editor, item)
  }

  if (scene.length === 0) return null
  const cropped = cropping === null ? undefined : scene.find(({ item }) => item.id === cropping)
  if (cropped) {
    const keep = (crop: ClipPicture['crop']): void => {
      if (cropped.item.kind === 'clip')
        editor.run(cropClip, { changes: [{ kind: 'clip', id: cropped.item.id, changes: { crop } }] })
    }
    return (
      <div ref={attach} className={styles['layer']}>
        <CropFrame
          key={cropped.item.id}
          scene={cropped}
          pointOf={pointOf}
          onKeep={keep}
          onLeave={() => {
            canvasStateOf(editor).setState({ cropping: null })
            focusOn(cropped.item.id)
          }}
        />
      </div>
    )
  }
  const written = editing === null ? undefined : chosen.find(({ item }) => item.id === editing)
  return (
    <div ref={attach} className={styles['layer']} onPointerDown={press} onDoubleClick={doublePress}>
      <div role="listbox" aria-label={words.label} aria-multiselectable aria-describedby={hintId} className={styles['things']}>
        {scene.toReversed().map((item, index) => (
          <div
            key={item.item.id}
            role="option"
            aria-label={item.name}
            aria-selected={isSelected(selection, item)}
            aria-disabled={item.locked || undefined}
            tabIndex={0}
            className={styles['thing']}
            data-item={item.item.id}
            data-kind={item.kind}
            style={{ ...boxStyle(item.place, canvas), zIndex: scene.length - index }}
            onKeyDown={(event) => pressKey(event, item)}
          />
        ))}
      </div>
      <span id={hintId} hidden>
        {words.hint}
      </span>
      <Guides />
      {written ? (
        <TextEditor
          key={written.item.id}
          scene={written}
          pixelsPer={pixelsPer}
          onLeave={() => {
            canvasStateOf(editor).setState({ editing: null })
            focusOn(written.item.id)
          }}
        />
      ) : (
        <>
          {chosen.length > 1 && chosen.map(({ item, place }) => <Outline key={item.id} place={place} />)}
          {movable.length > 0 && <SelectionFrame items={movable} pointOf={pointOf} pixelsPer={pixelsPer} />}
          {movable.length === 0 && chosen.map(({ item, place }) => <Outline key={item.id} place={place} />)}
        </>
      )}
    </div>
  )
}

/** Shift keeps to one direction. */
function keptStraight({ x, y }: Point, straight: boolean): Point {
  if (!straight) return { x, y }
  return Math.abs(x) > Math.abs(y) ? { x, y: 0 } : { x: 0, y }
}

function Outline({ place }: { readonly place: TurnedBox }) {
  const { canvas } = usePictured().settings
  return <div className={styles['outline']} style={boxStyle(place, canvas)} aria-hidden />
}

function Guides() {
  const { canvas } = usePictured().settings
  const guides = useCanvasState((state) => state.guides)
  const readout = useCanvasState((state) => state.readout)
  return (
    <>
      {guides.map(({ axis, at }) => (
        <div
          key={axis}
          className={styles['guide']}
          data-axis={axis}
          style={axis === 'upright' ? { left: `${(at / canvas.width) * 100}%` } : { top: `${(at / canvas.height) * 100}%` }}
          aria-hidden
        />
      ))}
      {readout !== null && (
        <output className={styles['readout']} aria-hidden>
          {readout}
        </output>
      )}
    </>
  )
}
