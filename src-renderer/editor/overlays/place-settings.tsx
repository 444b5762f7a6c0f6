import { Slider } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import type { OverlayChanges } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { anchorShares } from '#shared/overlay/place-box.ts'
import { cornerOffset } from '#shared/overlay/safe-margins.ts'
import type { AnchorPoint } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { useDocument } from '../editor-context.tsx'
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
  const { box, content, rotationDegrees, opacity } = overlay
  /** Stickers and pictures keep their proportions. */
  const keepsRatio = content.kind === 'sticker' || content.kind === 'image'
  const moveTo = (point: AnchorPoint): void => change(placeAt(overlay, cornerOffset(document, point)), 'corner')
  const number = (key: 'x' | 'y' | 'width' | 'height', min: number, max: number) => (
    <NumberField
      label={words[key]}
      unit={words.units}
      min={min}
      max={max}
      step={10}
      value={Math.round(box[key])}
      onChange={(value) =>
        change(keepsRatio ? (each) => ({ box: inProportion(each, key, value) }) : { box: { [key]: value } }, `box:${key}`)
      }
    />
  )
  return (
    <section className={styles['section']} aria-label={words.place}>
      <h3 className={styles['subheading']}>{words.place}</h3>
      <CornerPicker value={box.anchorPoint} onChange={moveTo} />
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
        value={rotationDegrees}
        min={-180}
        max={180}
        step={1}
        format={words.degrees}
        onChange={(value) => change({ rotationDegrees: value }, 'turn')}
      />
      <Slider
        label={words.opacity}
        value={opacity}
        min={0}
        max={1}
        step={0.05}
        format={text.clipSettings.percent}
        onChange={(value) => change({ opacity: value }, 'opacity')}
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

function inProportion({ box }: Overlay, key: 'x' | 'y' | 'width' | 'height', value: number): NonNullable<OverlayChanges['box']> {
  if (key === 'width') return { width: value, height: Math.round((box.height * value * 1000) / box.width) / 1000 }
  if (key === 'height') return { height: value, width: Math.round((box.width * value * 1000) / box.height) / 1000 }
  return { [key]: value }
}
