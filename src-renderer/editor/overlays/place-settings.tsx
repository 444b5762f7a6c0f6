import { Slider } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import type { OverlayChanges } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { anchorShares, placeBox } from '#shared/overlay/place-box.ts'
import { cornerOffset } from '#shared/overlay/safe-margins.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { anchorPoints, type AnchorPoint, type Box } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { changeStanding, showsAt, standingAt, type StandingChanges } from '../canvas/overlay-standing.ts'
import { toHalfTurn } from '../canvas/turned-box.ts'
import { useDocument, useEditor, useView } from '../editor-context.tsx'
import { CornerPicker } from './corner-picker.tsx'
import { useOverlayChange } from './use-overlay-change.ts'
import styles from './inspector.module.css'

const words = text.overlays.inspector
const furthest = 4000
const largest = 4000

/** Where an overlay stands, how large, how turned and how see-through. */
export function PlaceSettings({ overlay }: { readonly overlay: Overlay }) {
  const change = useOverlayChange(overlay)
  const document = useDocument()
  const editor = useEditor()
  const moves = overlay.placementKeyframes.length > 0
  const playhead = useView((view) => (moves ? view.playheadTicks : zeroTicks))
  const { box, rotationDegrees, opacity } = standingAt(document, overlay, playhead)
  const disabled = moves && !showsAt(document, overlay, playhead)
  /** One that moves gets a keyframe where the playhead stands. */
  const place = (changesOf: (each: Overlay) => StandingChanges, name: string): void =>
    change((each) => changeStanding(document, each, editor.playheadTicks, changesOf(each)), moves ? `${name}:${playhead}` : name)
  const corner = moves ? cornerOf(document, box) : box.anchorPoint
  const moveTo = (point: AnchorPoint): void => {
    const offset = cornerOffset(document, point)
    if (moves) place(() => ({ box: offset }), 'corner')
    else change(placeAt(overlay, offset), 'corner')
  }
  const number = (key: 'x' | 'y' | 'width' | 'height', min: number, max: number) => (
    <NumberField
      label={words[key]}
      unit={words.units}
      min={min}
      max={max}
      step={10}
      value={Math.round(box[key])}
      disabled={disabled}
      onChange={(value) => place((each) => ({ box: resized(document, each, editor.playheadTicks, key, value) }), `box:${key}`)}
    />
  )
  return (
    <section className={styles['section']} aria-label={words.place}>
      <h3 className={styles['subheading']}>{words.place}</h3>
      {moves && <p className={styles['hint']}>{disabled ? words.movesElsewhere : words.moves}</p>}
      <CornerPicker value={corner} disabled={disabled} onChange={moveTo} />
      <div className={styles['pair']}>
        {number('x', -furthest, furthest)}
        {number('y', -furthest, furthest)}
      </div>
      <div className={styles['pair']}>
        {number('width', 10, largest)}
        {number('height', 10, largest)}
      </div>
      <span className={styles['hint']}>{words.unitsHint}</span>
      <Slider
        label={words.turn}
        value={toHalfTurn(rotationDegrees)}
        min={-180}
        max={180}
        step={1}
        format={words.degrees}
        disabled={disabled}
        onChange={(value) => place(() => ({ rotationDegrees: value }), 'turn')}
      />
      <Slider
        label={words.opacity}
        value={opacity}
        min={0}
        max={1}
        step={0.05}
        format={text.clipSettings.percent}
        disabled={disabled}
        onChange={(value) => place(() => ({ opacity: value }), 'opacity')}
      />
    </section>
  )
}

/** Lines of a text stand on the side that it keeps to. */
function placeAt({ content }: Overlay, place: ReturnType<typeof cornerOffset>): OverlayChanges {
  if (content.kind !== 'text') return { box: place }
  const { across } = anchorShares(place.anchorPoint)
  return { box: place, style: { align: across === 0 ? 'start' : across === 1 ? 'end' : 'center' } }
}

/** The corner or side that a box stands in; null where it stands anywhere else. */
function cornerOf(document: LessonDocument, box: Box): AnchorPoint | null {
  const { canvas } = document.settings
  const stands = placeBox(box, canvas)
  const isThere = (point: AnchorPoint): boolean => {
    const there = placeBox({ ...box, ...cornerOffset(document, point) }, canvas)
    return Math.hypot(there.x - stands.x, there.y - stands.y) < 1
  }
  return anchorPoints.find(isThere) ?? null
}

/** Stickers and pictures keep their proportions, and so does all that moves. */
function resized(
  document: LessonDocument,
  overlay: Overlay,
  instant: Ticks,
  key: 'x' | 'y' | 'width' | 'height',
  value: number,
): Partial<Box> {
  const { content, placementKeyframes } = overlay
  const keepsRatio = content.kind === 'sticker' || content.kind === 'image' || placementKeyframes.length > 0
  const { box } = standingAt(document, overlay, instant)
  if (keepsRatio && key === 'width') return { width: value, height: thousandth((box.height * value) / box.width) }
  if (keepsRatio && key === 'height') return { height: value, width: thousandth((box.width * value) / box.height) }
  return { [key]: value }
}

const thousandth = (value: number): number => Math.round(value * 1000) / 1000
