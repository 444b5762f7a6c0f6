/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lies on a picture, turned and sized */
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { defaultPicture } from '#shared/project/defaults.ts'
import { canvasToBox, type Point } from '#shared/render-plan/picture-points.ts'
import { placeLayer } from '#shared/render-plan/place-layer.ts'
import { useEditor } from '../editor-context.tsx'
import { boxStyle } from './box-style.ts'
import { canvasStateOf, useCanvasState } from './canvas-state.ts'
import { cropEdges, movedSides, sidesOf, type CropEdge, type CropSides } from './crop-region.ts'
import { followPointer } from './follow-pointer.ts'
import { displayOf, type SceneItem } from './scene.ts'
import { croppedIn } from './shown-document.ts'
import { usePictured } from './use-scene.ts'
import styles from './canvas.module.css'

const words = text.canvas.crop
const percent = (share: number): string => `${share * 100}%`
const corners = [
  ['left', 'top'],
  ['right', 'top'],
  ['left', 'bottom'],
  ['right', 'bottom'],
] as const satisfies readonly (readonly CropEdge[])[]

type Props = {
  readonly scene: SceneItem
  readonly pointOf: (event: { readonly clientX: number; readonly clientY: number }) => Point
  /** `keep` false leaves the picture as it was. */
  readonly onLeave: (keep: boolean) => void
}

/** A whole picture, with the part that shows marked; its sides are dragged, or moved by the arrow keys. */
export function CropFrame({ scene, pointOf, onLeave }: Props) {
  const editor = useEditor()
  const document = usePictured()
  const { canvas } = document.settings
  const { clip, picture } = croppedIn(
    document,
    useCanvasState((state) => state.cropping),
  )
  const display = clip ? displayOf(document, clip) : picture && document.assets[picture.content.assetId]?.imageSize
  const sides = useCanvasState((state) => state.cropSides)
  const setSides = (cropSides: CropSides): void => canvasStateOf(editor).setState({ cropSides })
  const first = useRef<HTMLDivElement>(null)
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => {
    first.current?.focus()
    return () => giveUp.current?.()
  }, [])
  if (!display) return null
  const motion = [{ atFrame: 0, value: defaultPicture.placement, easing: 'linear' as const }]
  const whole = placeLayer({ fit: 'fit', crop: null, motion, follow: [] }, display, canvas, 0)
  const grab = (event: PointerEvent, which: readonly CropEdge[]): void => {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    const from = canvasToBox(whole, pointOf(event))
    giveUp.current = followPointer(event, {
      begin: () => undefined,
      follow: (moved) => {
        const to = canvasToBox(whole, pointOf(moved))
        setSides(movedSides(sides, which, { x: to.x - from.x, y: to.y - from.y }))
      },
      end: (kept) => {
        if (!kept) setSides(sides)
      },
    })
  }
  const pressKey = (event: KeyboardEvent, edge: CropEdge): void => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const share = (by * (event.shiftKey ? 10 : 1)) / 100
    setSides(movedSides(sides, [edge], { x: share, y: share }))
  }
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return
    if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('button')) return
    event.preventDefault()
    event.stopPropagation()
    onLeave(event.key === 'Enter')
  }
  const shown = {
    left: percent(sides.left),
    top: percent(sides.top),
    width: percent(sides.right - sides.left),
    height: percent(sides.bottom - sides.top),
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Keys of all that is inside
    <section className={styles['crop']} aria-label={words.title(scene.name)} onKeyDown={leave}>
      <div className={styles['whole']} style={boxStyle(whole, canvas)}>
        <div className={styles['kept']} style={shown} onPointerDown={(event) => grab(event, cropEdges)}>
          {cropEdges.map((edge, index) => (
            <div
              key={edge}
              ref={index === 0 ? first : null}
              role="slider"
              tabIndex={0}
              aria-label={words.edges[edge]}
              aria-orientation={edge === 'left' || edge === 'right' ? 'horizontal' : 'vertical'}
              aria-valuenow={Math.round(sides[edge] * 100)}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuetext={words.value(Math.round(sides[edge] * 100))}
              className={styles['edge']}
              data-edge={edge}
              data-handle
              onPointerDown={(event) => grab(event, [edge])}
              onKeyDown={(event) => pressKey(event, edge)}
            />
          ))}
          {corners.map((corner) => (
            <div
              key={corner.join()}
              className={styles['handle']}
              data-handle
              data-across={corner[0] === 'left' ? -1 : 1}
              data-down={corner[1] === 'top' ? -1 : 1}
              onPointerDown={(event) => grab(event, corner)}
              aria-hidden
            />
          ))}
        </div>
      </div>
      <div className={styles['cropActions']}>
        <Button variant="primary" onPress={() => onLeave(true)}>
          {words.done}
        </Button>
        <Button onPress={() => setSides(sidesOf(null))}>{words.whole}</Button>
        <Button variant="quiet" onPress={() => onLeave(false)}>
          {words.cancel}
        </Button>
      </div>
    </section>
  )
}
