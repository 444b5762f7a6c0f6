import { Button } from '#renderer/ui/button.tsx'
import { Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import { defaultPicture } from '#shared/project/defaults.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Placement } from '#shared/project/schema/geometry.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { secondsToTicks, ticksToSeconds, zeroTicks } from '#shared/time/ticks.ts'
import { movePlacement, placementAt } from '../../canvas/place-change.ts'
import { toHalfTurn } from '../../canvas/turned-box.ts'
import { useDocument, useView } from '../../editor-context.tsx'
import { SettingsGroup } from '../disclosure.tsx'
import { usePictureChange } from './use-clip-change.ts'

const words = text.clipSettings.picture
const still = defaultPicture.placement

/** Sliders of the place on the canvas, as far as its edges: canvas units, degrees and shares. */
function slidersOf(canvas: CanvasSize) {
  const unit = unitOf(canvas)
  const [across, down] = [Math.round(canvas.width / unit / 2), Math.round(canvas.height / unit / 2)]
  return [
    { key: 'x', label: words.right, min: -across, max: across, step: 10, format: words.units },
    { key: 'y', label: words.down, min: -down, max: down, step: 10, format: words.units },
    { key: 'rotationDegrees', label: words.turn, min: -180, max: 180, step: 1, format: words.degrees },
    { key: 'opacity', label: words.opacity, min: 0, max: 1, step: 0.05, format: text.clipSettings.percent },
  ] as const
}

export function PictureSettings({ clip }: { readonly clip: Clip }) {
  const change = usePictureChange(clip)
  const { placement, placementKeyframes, fadeInTicks, fadeOutTicks } = clip.picture
  const moves = placementKeyframes.length > 0
  const document = useDocument()
  const playhead = useView((view) => (moves ? view.playheadTicks : zeroTicks))
  const isPlaced = moves || Object.entries(still).some(([key, value]) => placement[key as keyof Placement] !== value)
  const moving = { kind: 'clip', record: clip } as const
  const span = deriveTimeline(document).clipSpans.get(clip.id)
  const disabled = moves && !(span && span.startTicks <= playhead && playhead < span.endTicks)
  const shown = moves ? (placementAt(document, moving, playhead) ?? placement) : placement
  const seen = { ...shown, rotationDegrees: toHalfTurn(shown.rotationDegrees) }
  /** A clip that moves gets a keyframe where the playhead stands. */
  const place = (changes: Partial<Placement>): void => {
    const { changes: picture } = movePlacement(document, moving, playhead, { ...shown, ...changes })
    change(picture, `place:${Object.keys(changes).join()}:${moves ? playhead : ''}`)
  }
  return (
    <SettingsGroup title={words.title} isChanged={isPlaced || fadeInTicks > 0 || fadeOutTicks > 0}>
      {moves && <p>{disabled ? words.movesElsewhere : words.moves}</p>}
      <Slider
        label={words.zoom}
        value={Math.log2(shown.scale)}
        min={-2}
        max={2}
        step={0.05}
        format={() => text.clipSettings.percent(shown.scale)}
        disabled={disabled}
        onChange={(doublings) => place({ scale: Math.round(2 ** doublings * 100) / 100 })}
      />
      {slidersOf(document.settings.canvas).map(({ key, ...slider }) => (
        <Slider
          key={key}
          {...slider}
          value={seen[key]}
          disabled={disabled}
          // From a turn of more than once around it goes on, and does not spin back.
          onChange={(value) => place({ [key]: key === 'rotationDegrees' ? shown[key] + value - seen[key] : value })}
        />
      ))}
      <Fade label={words.fadeIn} value={fadeInTicks} onChange={(ticks) => change({ fadeInTicks: ticks }, 'fade-in')} />
      <Fade label={words.fadeOut} value={fadeOutTicks} onChange={(ticks) => change({ fadeOutTicks: ticks }, 'fade-out')} />
      {isPlaced && (
        <Button variant="quiet" onPress={() => change({ placement: still, placementKeyframes: [] }, 'reset')}>
          {words.reset}
        </Button>
      )}
    </SettingsGroup>
  )
}

type FadeProps = {
  readonly label: string
  readonly value: Clip['picture']['fadeInTicks']
  readonly onChange: (ticks: Clip['picture']['fadeInTicks']) => void
}

/** A length from none to two seconds. */
export function Fade({ label, value, onChange }: FadeProps) {
  return (
    <Slider
      label={label}
      value={ticksToSeconds(value)}
      min={0}
      max={2}
      step={0.1}
      format={text.clipSettings.seconds}
      onChange={(seconds) => onChange(seconds === 0 ? zeroTicks : secondsToTicks(seconds))}
    />
  )
}
