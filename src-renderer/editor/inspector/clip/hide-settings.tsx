import { Plus, Trash2, X } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip, ClipPicture } from '#shared/project/schema/clip.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import { deriveTimeline, sourceToTimeline, timelineToSource } from '#shared/project/timeline.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor, useView } from '../../editor-context.tsx'
import { SettingsGroup } from '../disclosure.tsx'
import styles from '../inspector.module.css'
import { usePictureChange } from './use-clip-change.ts'

const words = text.clipSettings.hide
type Blur = ClipPicture['blurs'][number]

/** Where faces most often are in an upright clip. */
const firstRegion: Region = { x: 0.35, y: 0.15, width: 0.3, height: 0.2 }
const smallest = 0.02

export function HideSettings({ clip }: { readonly clip: Clip }) {
  const change = usePictureChange(clip)
  const { blurs } = clip.picture
  const replace = (index: number, blur: Blur | null, name: string): void => {
    change({ blurs: blurs.flatMap((each, place) => (place === index ? (blur ?? []) : each)) }, `blur:${index}:${name}`)
  }
  const add = (): void => {
    const keyframes = [{ atTicks: clip.sourceInTicks, value: firstRegion, easing: 'linear' as const }]
    change({ blurs: [...blurs, { keyframes, strength: 1 }] }, `blur-add:${blurs.length}`)
  }
  return (
    <SettingsGroup title={words.title} isChanged={blurs.length > 0}>
      {blurs.map((blur, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- an area has no name but its number
        <HiddenArea
          key={index}
          clip={clip}
          blur={blur}
          number={index + 1}
          onChange={(next, name) => replace(index, next, name)}
        />
      ))}
      <Button icon={Plus} variant="secondary" onPress={add}>
        {words.add}
      </Button>
    </SettingsGroup>
  )
}

type AreaProps = {
  readonly clip: Clip
  readonly blur: Blur
  readonly number: number
  /** Null takes the area away. */
  readonly onChange: (blur: Blur | null, name: string) => void
}

function HiddenArea({ clip, blur, number, onChange }: AreaProps) {
  const editor = useEditor()
  const document = useDocument()
  const playheadTicks = useView((view) => view.playheadTicks)
  const span = deriveTimeline(document).clipSpans.get(clip.id)
  const source = span ? timelineToSource(clip, span, playheadTicks) : clip.sourceInTicks
  const points = blur.keyframes
  // The sliders show and change the place that holds at the playhead.
  const current = Math.max(
    0,
    points.findLastIndex(({ atTicks }) => atTicks <= source),
  )
  const region = points[current]?.value ?? firstRegion
  const isAtPoint = points.some(({ atTicks }) => atTicks === source)
  const set = (changes: Partial<Region>, name: string): void => {
    const value = keepInside({ ...region, ...changes })
    onChange({ ...blur, keyframes: points.map((point, place) => (place === current ? { ...point, value } : point)) }, name)
  }
  const addPoint = (): void => {
    const added = { atTicks: source, value: region, easing: 'linear' as const }
    onChange({ ...blur, keyframes: [...points, added].toSorted((a, b) => a.atTicks - b.atTicks) }, `add:${source}`)
  }
  const timeOf = (atTicks: Ticks): string =>
    formatPlayhead(span ? sourceToTimeline(clip, span, atTicks) : atTicks, document.settings.frameRate)
  return (
    <fieldset className={styles['area']} aria-label={words.region(number)}>
      <div className={styles['row']}>
        <strong>{words.region(number)}</strong>
        <IconButton icon={Trash2} label={words.remove(number)} onPress={() => onChange(null, 'remove')} />
      </div>
      {(['x', 'y', 'width', 'height'] as const).map((key) => (
        <Slider
          key={key}
          label={words[key]}
          value={region[key]}
          min={key === 'x' || key === 'y' ? 0 : smallest}
          max={1}
          step={0.01}
          format={text.clipSettings.percent}
          onChange={(value) => set({ [key]: value }, key)}
        />
      ))}
      <Slider
        label={words.strength}
        value={blur.strength}
        min={0.1}
        max={1}
        step={0.05}
        format={text.clipSettings.percent}
        onChange={(strength) => onChange({ ...blur, strength }, 'strength')}
      />
      {points.length > 1 && (
        <ul className={styles['points']} aria-label={words.points}>
          {points.map(({ atTicks }, place) => (
            <li key={atTicks} className={styles['row']}>
              <Button variant="quiet" onPress={() => span && editor.seek(sourceToTimeline(clip, span, atTicks))}>
                {words.point(timeOf(atTicks))}
              </Button>
              <IconButton
                icon={X}
                label={words.removePoint(timeOf(atTicks))}
                onPress={() => onChange({ ...blur, keyframes: points.filter((_, each) => each !== place) }, `remove:${atTicks}`)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button icon={Plus} variant="quiet" isDisabled={isAtPoint} onPress={addPoint}>
        {words.addPoint}
      </Button>
      <p className={styles['hint']}>{words.addPointHint}</p>
    </fieldset>
  )
}

function keepInside({ x, y, width, height }: Region): Region {
  const [left, top] = [Math.min(x, 1 - smallest), Math.min(y, 1 - smallest)]
  return { x: left, y: top, width: Math.min(width, 1 - left), height: Math.min(height, 1 - top) }
}
