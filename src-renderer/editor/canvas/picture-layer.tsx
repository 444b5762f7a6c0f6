/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lies on a picture, turned and sized */
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Point, TurnedBox } from '#shared/render-plan/picture-points.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import { boxStyle } from './box-style.ts'
import { canvasStateOf, useCanvasState } from './canvas-state.ts'
import { CropFrame } from './crop-frame.tsx'
import { isSelected } from './pick-on-picture.ts'
import { endCrop } from './picture-actions.ts'
import { SelectionFrame } from './selection-frame.tsx'
import { TextEditor } from './text-editor.tsx'
import { usePictureGestures } from './use-picture-gestures.ts'
import { usePictured, useScene } from './use-scene.ts'
import styles from './canvas.module.css'

const words = text.canvas

/** What lies over the preview's picture while the lesson stands: everything on it can be taken hold of. */
export function PictureLayer() {
  const editor = useEditor()
  const scene = useScene()
  const selection = useSelection()
  const { canvas } = usePictured().settings
  const editing = useCanvasState((state) => state.editing)
  const cropping = useCanvasState((state) => state.cropping)
  const layer = useRef<HTMLDivElement>(null)
  const hintId = useId()
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
  // What is worked on is left with its selection, and when the lesson goes on; what was chosen by then holds.
  const working = editing ?? cropping
  const isHere = working === null || movable.some(({ item }) => item.id === working)
  useEffect(() => {
    if (isHere) return
    canvasStateOf(editor).setState({ editing: null })
    endCrop(editor, true)
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

  const { press, doublePress, pressKey, choose } = usePictureGestures({ scene, canvas, pixelsPer, pointOf, focusOn })

  if (scene.length === 0) return null
  const cropped = cropping === null ? undefined : scene.find(({ item }) => item.id === cropping)
  if (cropped) {
    return (
      <div ref={attach} className={styles['layer']}>
        <CropFrame
          key={cropped.item.id}
          scene={cropped}
          pointOf={pointOf}
          onLeave={(keep) => {
            endCrop(editor, keep)
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
            // A press of the pointer selects by where it is; this one comes from a screen reader.
            onClick={(event) => event.detail === 0 && choose(item)}
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
